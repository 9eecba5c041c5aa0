def failed_events(events, answer):
    """Return the events of one call that weren't stored, in their original order.

    `events` is the list that was sent, one dict per record. `answer` is what put_records returned.
    Leave both unchanged, and return a new list.
    """
    # observe: which list in the answer has one result per event?
    results = ...
    # locate: which events have a result that says they weren't stored?
    return ...
