# Recursion upwards, a level for each shard.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def _enough(load, shards):
    run = capacity_run(load, Plan(shards=shards))
    return run if not run.throttled else _enough(load, shards + 1)


def cheapest_plan(load):
    enough = _enough(load, 1)
    elastic = capacity_run(load, Plan(ON_DEMAND))
    if elastic.throttled or elastic.month.total_usd > enough.month.total_usd:
        return enough.plan
    return elastic.plan
