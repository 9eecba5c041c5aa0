def failed_events(events, answer):
    """The events of one call that were not stored, in their order.

    `events` is what was sent, one dict a record; `answer` is what put_records returned for it.
    Both stay as they are; the result is a list of its own.
    """
    # observe: which list of the answer has one result for each event?
    results = ...
    # locate: which events have a result that says so?
    return ...
