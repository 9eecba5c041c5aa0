# takewhile counts the plans that are too small.
from itertools import count, takewhile
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def _cheaper(provisioned, on_demand):
    saves = provisioned.month.total_usd - on_demand.month.total_usd
    return on_demand if saves > 0 and on_demand.throttled == 0 else provisioned


def cheapest_plan(load):
    too_small = takewhile(lambda shards: capacity_run(load, Plan(shards=shards)).throttled, count(1))
    shards = 1 + sum(1 for _ in too_small)
    return _cheaper(*(capacity_run(load, plan) for plan in (Plan(shards=shards), Plan(ON_DEMAND)))).plan
