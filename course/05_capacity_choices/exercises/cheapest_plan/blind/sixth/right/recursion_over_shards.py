# Style: recursion over the number of shards, and infinity as the price of a plan that throttles.
from math import inf

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def _first_enough(load, shards=1):
    run = capacity_run(load, Plan(shards=shards))
    return _first_enough(load, shards + 1) if run.throttled else run


def _price(run):
    return inf if run.throttled else run.month.total_usd


def cheapest_plan(load):
    return sorted([_first_enough(load), capacity_run(load, Plan(ON_DEMAND))], key=_price)[0].plan
