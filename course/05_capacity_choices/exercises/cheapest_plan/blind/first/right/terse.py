# Terse: one loop with an else-free walrus, one tuple comparison.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    n, od = 1, capacity_run(load, Plan(ON_DEMAND))
    while (run := capacity_run(load, Plan(shards=n))).throttled:
        n += 1
    return min((od.throttled > 0, od.month.total_usd, 1, od), (False, run.month.total_usd, 0, run))[3].plan
