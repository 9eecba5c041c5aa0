# more-shards-are-safer -> 05.1.too-many-shards
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    low, high = 0, 1
    while capacity_run(load, Plan(shards=high)).throttled:
        low, high = high, 2 * high
    while high - low > 1:
        middle = (low + high) // 2
        if capacity_run(load, Plan(shards=middle)).throttled:
            low = middle
        else:
            high = middle
    best = capacity_run(load, Plan(shards=high))
    other = capacity_run(load, Plan(ON_DEMAND))
    return other.plan if not other.throttled and other.month.total_usd < best.month.total_usd else best.plan
