# Takes the dearest plan that refuses nothing, by max where min is meant.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand, count = capacity_run(load, Plan(ON_DEMAND)), 1
    while (run := capacity_run(load, Plan(shards=count))).throttled:
        count += 1
    fine = [each for each in (run, on_demand) if not each.throttled]
    return max(fine, key=lambda each: each.month.total_usd).plan
