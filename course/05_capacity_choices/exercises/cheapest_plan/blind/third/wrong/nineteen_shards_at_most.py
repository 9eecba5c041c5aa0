# Counts to nineteen, as the lab's own cell: a load that needs more gets a plan that refuses records.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    for shards in range(1, 20):
        run = capacity_run(load, Plan(shards=shards))
        if not run.throttled:
            break
    if on_demand.throttled or run.month.total_usd <= on_demand.month.total_usd:
        return run.plan
    return on_demand.plan
