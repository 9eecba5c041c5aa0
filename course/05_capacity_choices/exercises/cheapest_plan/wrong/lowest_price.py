# the-lowest-price-is-the-cheapest-plan -> 05.1.throttles
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND), *(Plan(shards=shards) for shards in range(1, 10))]
    return min((capacity_run(load, plan) for plan in plans), key=lambda run: run.month.total_usd).plan
