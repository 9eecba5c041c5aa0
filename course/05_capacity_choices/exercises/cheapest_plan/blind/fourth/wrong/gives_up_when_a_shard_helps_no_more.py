# Believes a shard that reduces no refusals proves a hot key, and goes on demand though that may refuse.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    shards, run = 1, capacity_run(load, Plan(shards=1))
    while run.throttled:
        shards += 1
        following = capacity_run(load, Plan(shards=shards))
        if following.throttled >= run.throttled:
            return on_demand.plan  # more shards don't help
        run = following
    if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
        return on_demand.plan
    return run.plan
