# Looks for the fewest refused first and takes the first such plan, on demand, at any price.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND), *(Plan(shards=count) for count in range(1, 40))]
    return min((capacity_run(load, plan) for plan in plans), key=lambda run: run.throttled).plan
