def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    """The share of the served tokens that is missing in the stream: 0.25 if it is a quarter.

    It isn't rounded. Both are lists of events, in any order. `served` has each event once, and one event at least.
    `stored` has events of `served` alone: some more than once, some not at all.
    """
    # observe: the ids of the events that are in the stream
    stored_ids = ...
    # locate: the served events that are not
    missing = ...
    # how much of all served tokens is that?
    return ...
