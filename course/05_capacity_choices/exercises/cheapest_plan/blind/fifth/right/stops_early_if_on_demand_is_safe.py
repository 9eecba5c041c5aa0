# Stops counting shards as soon as they cost as much as an on-demand stream that throttles nothing.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    limit = float("inf") if on_demand.throttled else on_demand.month.total_usd
    shards = 0
    while True:
        shards += 1
        run = capacity_run(load, Plan(shards=shards))
        if run.month.total_usd >= limit:
            return on_demand.plan  # more shards only cost more
        if run.throttled == 0:
            return run.plan
