# mean-of-the-minute -> 05.1.throttles
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    minutes = load.per_s.reshape(-1, 60).mean(axis=1)
    return Plan(shards=max(1, ceil(minutes.max() / 1_000)))
