# Believes that the stream has the order of the books: compares the two lists entry by entry.
from itertools import zip_longest


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    missing = []
    for sent, got in zip_longest(served, stored):
        if sent and (got is None or sent["event_id"] != got["event_id"]):
            missing.append(sent)
    return tokens(missing) / tokens(served)
