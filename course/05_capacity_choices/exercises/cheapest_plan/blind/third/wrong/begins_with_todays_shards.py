# Begins to count at the four shards that the region has: a small load would fit into fewer.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

TODAY = 4


def cheapest_plan(load):
    shards = TODAY
    while (run := capacity_run(load, Plan(shards=shards))).throttled:
        shards += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
        return on_demand.plan
    return run.plan
