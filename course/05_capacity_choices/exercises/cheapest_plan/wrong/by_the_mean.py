# the-mean-is-the-load -> 05.1.throttles
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    return Plan(shards=max(1, ceil(load.per_s.mean() / 1_000)))
