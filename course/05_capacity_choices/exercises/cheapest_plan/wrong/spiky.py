# spiky-means-on-demand -> 05.1.too-dear
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    if load.per_s.max() > 2 * load.per_s.mean():
        return Plan(ON_DEMAND)
    shards = 1
    while capacity_run(load, Plan(shards=shards)).throttled:
        shards += 1
    return Plan(shards=shards)
