# Collects the late times in a set: two late events of a tenant with the same time count once.
from collections import defaultdict


def late_events(events):
    newest, late = {}, defaultdict(set)
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, at):
            late[tenant].add(at)
        newest[tenant] = max(newest.get(tenant, at), at)
    return {tenant: len(times) for tenant, times in late.items()}
