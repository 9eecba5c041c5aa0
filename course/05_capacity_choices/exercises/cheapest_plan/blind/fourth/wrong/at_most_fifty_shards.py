# Tries 1 to 50 shards, as nobody needs more, and takes on demand for a larger load, even if that refuses.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

MOST_SHARDS = 50


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    for shards in range(1, MOST_SHARDS + 1):
        run = capacity_run(load, Plan(shards=shards))
        if not run.throttled:
            if on_demand.throttled or run.month.total_usd <= on_demand.month.total_usd:
                return run.plan
            break
    return Plan(ON_DEMAND)
