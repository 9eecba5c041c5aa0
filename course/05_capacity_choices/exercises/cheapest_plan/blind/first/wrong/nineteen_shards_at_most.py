# Tries 1 to 19 shards as in the cell above: a larger load finds on demand or nothing.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    plans = [Plan(ON_DEMAND), *(Plan(shards=count) for count in range(1, 20))]
    runs = [run for plan in plans if not (run := capacity_run(load, plan)).throttled]
    return min(runs, key=lambda run: run.month.total_usd).plan if runs else Plan(ON_DEMAND)
