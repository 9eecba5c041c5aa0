# functools.reduce over the events with a pair of dicts as the state.
from functools import reduce


def late_events(events):
    def step(state, event):
        newest, late = state
        tenant, at = event["tenant"], event["at"]
        before = newest.get(tenant, at)
        more = {tenant: late.get(tenant, 0) + 1} if at < before else {}
        newest[tenant] = max(before, at)
        return newest, late | more

    return reduce(step, events, ({}, {}))[1]
