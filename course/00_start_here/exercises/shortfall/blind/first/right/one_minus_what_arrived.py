# Counts what arrived, once each, and takes the complement.
def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    arrived = frozenset(event["event_id"] for event in stored)
    return 1 - tokens(filter(lambda event: event["event_id"] in arrived, served)) / tokens(served)
