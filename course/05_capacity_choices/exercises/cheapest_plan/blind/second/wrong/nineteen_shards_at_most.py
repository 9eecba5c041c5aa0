# Takes the range of the lesson's cell, up to 19 shards: a load that needs 30 gets on demand regardless.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND), *(Plan(shards=count) for count in range(1, 20))]
    runs = [capacity_run(load, plan) for plan in plans]
    enough = [run for run in runs if not run.throttled]
    return min(enough, key=lambda run: run.month.total_usd).plan if enough else Plan(ON_DEMAND)
