# Starts at the lab's four shards and never tries fewer; against "any number of shards" and "costs least".
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = 4  # what the stream has today
    while (run := capacity_run(load, Plan(shards=count))).throttled:
        count += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if on_demand.throttled == 0 and on_demand.month.total_usd < run.month.total_usd:
        return on_demand.plan
    return run.plan
