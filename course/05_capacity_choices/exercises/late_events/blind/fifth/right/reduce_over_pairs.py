# functools.reduce with a pair of dicts as the state, with parsed datetimes.
from datetime import datetime
from functools import reduce


def late_events(events):
    def step(state, event):
        newest, late = state
        tenant, at = event["tenant"], datetime.fromisoformat(event["at"])
        if tenant in newest and at < newest[tenant]:
            return newest, late | {tenant: late.get(tenant, 0) + 1}
        return newest | {tenant: at}, late

    return reduce(step, events, ({}, {}))[1]
