def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    """The share of the served tokens that is missing from the stream: 0.25 for a quarter, without rounding.

    `served` and `stored` are lists of events in any order. `served` has at least one event, and every event once.
    `stored` has some events of `served` once, some more than once, and some not at all. It has no other events.
    """
    # observe: the ids of the events that are in the stream
    stored_ids = ...
    # locate: the served events that aren't in the stream
    missing = ...
    # what share of all served tokens is missing?
    return ...
