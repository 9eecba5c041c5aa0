# Doubles the shards until nothing is refused: where five are enough it pays eight.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 1
    while (run := capacity_run(load, Plan(shards=count))).throttled:
        count *= 2
    runs = [run, capacity_run(load, Plan(ON_DEMAND))]
    return min((each for each in runs if not each.throttled), key=lambda each: each.month.total_usd).plan
