# Starts at the peak over 1,000, but a shard saves up capacity, so fewer shards can be enough.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    at_least = max(1, -(-int(load.per_s.max()) // 1000))
    runs = (capacity_run(load, Plan(shards=number)) for number in count(at_least))
    best = next(run for run in runs if not run.throttled)
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if not on_demand.throttled and on_demand.month.total_usd < best.month.total_usd:
        best = on_demand
    return best.plan
