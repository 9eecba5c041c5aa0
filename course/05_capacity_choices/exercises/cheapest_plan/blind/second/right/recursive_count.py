# Style: recursion over the number of shards, and a sort by price.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def enough_shards(load, count=1):
    run = capacity_run(load, Plan(shards=count))
    return enough_shards(load, count + 1) if run.throttled else run


def cheapest_plan(load):
    runs = [enough_shards(load)]
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if not on_demand.throttled:
        runs.append(on_demand)
    return sorted(runs, key=lambda run: run.month.total_usd)[0].plan
