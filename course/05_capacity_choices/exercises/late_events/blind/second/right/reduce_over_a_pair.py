# Style: functools.reduce over a pair of plain dicts that are local to the call.
from functools import reduce


def handle(state, event):
    newest, late = state
    tenant, at = event["tenant"], event["at"]
    if at < (top := newest.get(tenant, at)):
        return newest, late | {tenant: late.get(tenant, 0) + 1}
    return newest | {tenant: max(top, at)}, late


def late_events(events):
    return reduce(handle, events, ({}, {}))[1]
