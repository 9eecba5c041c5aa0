# One loop over the served events that keeps two running sums, fed by a generator of pairs.


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def sized(served, stored):
    there = dict.fromkeys(event["event_id"] for event in stored)
    for event in served:
        size = event["tokens_in"] + event["tokens_out"]
        yield size, 0 if event["event_id"] in there else size


def shortfall(served, stored):
    everything = gone = 0
    for size, lost in sized(served, stored):
        everything += size
        gone += lost
    return gone / everything
