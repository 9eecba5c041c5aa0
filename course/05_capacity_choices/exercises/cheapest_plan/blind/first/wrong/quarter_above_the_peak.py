# The busiest second plus a quarter as headroom: too little for hot keys, too much for even ones.
import math
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = max(1, math.ceil(load.per_s.max() * 1.25 / 1_000))
    runs = [capacity_run(load, Plan(shards=count)), capacity_run(load, Plan(ON_DEMAND))]
    return min(runs, key=lambda run: (run.throttled > 0, run.month.total_usd)).plan
