# Believed copies only disturb other tenants' sums: a tenant's copy covers up the same tenant's lost event.
from collections import Counter


def tokens(events):
    return sum(event["tokens_in"] + event["tokens_out"] for event in events)


def by_tenant(events):
    sums = Counter()
    for event in events:
        sums[event["tenant"]] += event["tokens_in"] + event["tokens_out"]
    return sums


def shortfall(served, stored):
    missing = by_tenant(served) - by_tenant(stored)  # a Counter's difference keeps only what is above zero
    return missing.total() / tokens(served)
