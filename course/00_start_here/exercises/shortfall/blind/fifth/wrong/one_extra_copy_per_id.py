# Takes off one copy per repeated id, so a third copy hides a loss; forbidden: "some more than once".
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    copies = Counter(event["event_id"] for event in stored)
    repeated = [event for event in served if copies[event["event_id"]] > 1]
    return 1 - (tokens(stored) - tokens(repeated)) / tokens(served)
