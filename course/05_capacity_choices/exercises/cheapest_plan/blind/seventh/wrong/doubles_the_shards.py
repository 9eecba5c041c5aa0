# Doubles the shards until nothing is throttled, as UpdateShardCount does: 8 shards where 5 are enough.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    shards = 1
    while (provisioned := capacity_run(load, Plan(shards=shards))).throttled:
        shards *= 2
    runs = [run for run in (provisioned, capacity_run(load, Plan(ON_DEMAND))) if not run.throttled]
    return min(runs, key=lambda run: run.month.total_usd).plan
