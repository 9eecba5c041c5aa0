# functools.reduce with an immutable state and parsed datetimes.
from datetime import UTC, datetime
from functools import reduce

LONG_AGO = datetime.min.replace(tzinfo=UTC)


def step(state, event):
    newest, late = state
    tenant, at = event["tenant"], datetime.fromisoformat(event["at"])
    top = newest.get(tenant, LONG_AGO)
    if at >= top:
        return newest | {tenant: at}, late
    return newest, late | {tenant: late.get(tenant, 0) + 1}


def late_events(events):
    return reduce(step, events, ({}, {}))[1]
