# Tries up to twenty shards and falls back to on demand: larger loads get a plan that throttles or costs more.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    best = capacity_run(load, Plan(ON_DEMAND))
    for shards in range(1, 21):
        run = capacity_run(load, Plan(shards=shards))
        if not run.throttled:
            if best.throttled or run.month.total_usd < best.month.total_usd:
                best = run
            break
    return best.plan
