# Averages the tenants' shares, so a small tenant weighs as much as a large one; it is no share of all tokens.
from collections import defaultdict
from statistics import mean


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def shortfall(served, stored):
    stored_ids = {event["event_id"] for event in stored}
    by_tenant = defaultdict(list)
    for event in served:
        by_tenant[event["tenant"]].append(event)
    shares = []
    for events in by_tenant.values():
        missing = [event for event in events if event["event_id"] not in stored_ids]
        shares.append(tokens(missing) / (tokens(events) or 1))
    return mean(shares)
