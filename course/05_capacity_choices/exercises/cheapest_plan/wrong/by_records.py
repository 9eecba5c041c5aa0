# only-records-count -> 05.1.throttles
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    return Plan(shards=ceil(load.per_s.max() / 1_000))
