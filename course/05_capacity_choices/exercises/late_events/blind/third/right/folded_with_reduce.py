# functools.reduce over a state that is never changed, only replaced for each event.
from functools import reduce


def step(state, event):
    newest, late = state
    tenant, at = event["tenant"], event["at"]
    if newest.get(tenant, at) > at:
        return newest, {**late, tenant: late.get(tenant, 0) + 1}
    return {**newest, tenant: at}, late


def late_events(events):
    _, late = reduce(step, events, ({}, {}))
    return late
