# Never asks what on demand costs: for a quiet load with one loud second that is cheaper.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 1
    while capacity_run(load, Plan(shards=count)).throttled:
        count += 1
    return Plan(shards=count)
