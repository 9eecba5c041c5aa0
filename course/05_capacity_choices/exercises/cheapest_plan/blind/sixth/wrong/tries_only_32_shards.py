# Tries 1 to 32 shards as "any number", so a bigger load gets on demand or an error from min().
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND)] + [Plan(shards=number) for number in range(1, 33)]
    runs = [capacity_run(load, plan) for plan in plans]
    return min((run for run in runs if run.throttled == 0), key=lambda run: run.month.total_usd).plan
