# Believes an on-demand stream never throttles and compares only the price: a launch is throttled.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    shards = 1
    while (provisioned := capacity_run(load, Plan(shards=shards))).throttled:
        shards += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    return min(provisioned, on_demand, key=lambda run: run.month.total_usd).plan
