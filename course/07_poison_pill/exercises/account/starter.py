def account(served, booked, in_stream, metrics):
    """Return a pair: the list of lost events, and how many of them no metric counted.

    `served` are the events of the gateways' log (dicts, as in the lab). `booked` are the ids of the events that the
    function booked, and `in_stream` are the ids of the events that are still in the stream. DroppedEventCount has
    counted none of the events in `in_stream`. `metrics` has, by name, the sums over all time of Invocations, Errors,
    Throttles and DroppedEventCount. It also has IteratorAge, in ms, as it is now.
    """
    return ...
