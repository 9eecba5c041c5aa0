# Tries 32 shards at most, then settles for on-demand; against "with any number of shards".
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

MOST_SHARDS = 32


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    for count in range(1, MOST_SHARDS + 1):
        run = capacity_run(load, Plan(shards=count))
        if not run.throttled:
            if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
                return on_demand.plan
            return run.plan
    return on_demand.plan
