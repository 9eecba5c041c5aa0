# Returns on demand as soon as shards cost more, without asking whether on demand throttles.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    shards = 1
    while True:
        run = capacity_run(load, Plan(shards=shards))
        if run.month.total_usd > on_demand.month.total_usd:
            return on_demand.plan
        if not run.throttled:
            return run.plan
        shards += 1
