# Starts the search at the lab's four shards: a load that fits into one shard gets four.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    shards = 4  # as it is
    while (provisioned := capacity_run(load, Plan(shards=shards))).throttled:
        shards += 1
    runs = [run for run in (provisioned, capacity_run(load, Plan(ON_DEMAND))) if not run.throttled]
    return min(runs, key=lambda run: run.month.total_usd).plan
