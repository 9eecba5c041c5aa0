# Sorts the stored ids and looks each served one up with bisect; no set at all.
from bisect import bisect_left


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    ids = sorted(event["event_id"] for event in stored)

    def is_there(name):
        place = bisect_left(ids, name)
        return place < len(ids) and ids[place] == name

    return tokens([event for event in served if not is_there(event["event_id"])]) / tokens(served)
