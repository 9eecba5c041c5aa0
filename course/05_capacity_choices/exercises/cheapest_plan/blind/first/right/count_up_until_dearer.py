# Counts up, and stops early when shards cost more than on demand.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    best = capacity_run(load, Plan(ON_DEMAND))
    best = None if best.throttled else best
    count = 0
    while True:
        count += 1
        run = capacity_run(load, Plan(shards=count))
        if best and run.month.total_usd >= best.month.total_usd:
            return best.plan
        if not run.throttled:
            return run.plan
