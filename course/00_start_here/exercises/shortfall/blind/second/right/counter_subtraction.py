# A Counter of tokens by id; the ids that are in the stream are set to zero, what is left is missing.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    owed = Counter({event["event_id"]: tokens([event]) for event in served})
    everything = sum(owed.values())
    for event in stored:
        owed[event["event_id"]] = 0
    return sum(owed.values()) / everything
