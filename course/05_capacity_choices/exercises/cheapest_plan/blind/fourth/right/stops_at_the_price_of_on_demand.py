# Asks on demand first, and stops counting up as soon as another shard costs more than that.
import math

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    elastic = capacity_run(load, Plan(ON_DEMAND))
    ceiling = math.inf if elastic.throttled else elastic.month.total_usd
    shards = 0
    while True:
        shards += 1
        run = capacity_run(load, Plan(shards=shards))
        if run.throttled == 0:
            break
        if run.month.total_usd > ceiling:  # what is refused isn't billed: with enough shards it's even more
            return elastic.plan
    return run.plan if run.month.total_usd <= ceiling else elastic.plan
