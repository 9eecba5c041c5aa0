# Takes the mean of the tenants' shares, so a tenant with ten tokens weighs as much as one with ten million.
from collections import defaultdict
from statistics import fmean


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
        shares.append(tokens(missing) / tokens(events))
    return fmean(shares)
