# Generators: the first provisioned run that refuses nothing, beside on demand if it does so too.
from itertools import chain, count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    def fitting(plans):
        return (run for run in (capacity_run(load, plan) for plan in plans) if not run.throttled)

    provisioned = next(fitting(Plan(shards=shards) for shards in count(1)))
    return min(chain([provisioned], fitting([Plan(ON_DEMAND)])), key=lambda run: run.month.total_usd).plan
