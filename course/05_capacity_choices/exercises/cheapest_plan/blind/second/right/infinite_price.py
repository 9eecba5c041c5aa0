# Style: an infinite price for what refuses, and the plan built anew.
from itertools import count
from math import inf

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def price(load, plan):
    run = capacity_run(load, plan)
    return inf if run.throttled else run.month.total_usd


def cheapest_plan(load):
    on_demand_usd = price(load, Plan(ON_DEMAND))
    for shards in count(1):
        usd = price(load, Plan(shards=shards))
        if usd < inf:
            break
    return Plan(shards=shards) if usd <= on_demand_usd else Plan(ON_DEMAND)
