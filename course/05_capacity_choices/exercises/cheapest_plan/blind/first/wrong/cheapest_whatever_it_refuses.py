# Takes the cheapest of all plans: that is one shard, and it refuses a lot.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND), *(Plan(shards=count) for count in range(1, 20))]
    runs = [capacity_run(load, plan) for plan in plans]
    return min(runs, key=lambda run: run.month.total_usd).plan
