# Takes on-demand once shards cost as much, even if it throttles; against "throttles no record of load".
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    count = 1
    run = capacity_run(load, Plan(shards=count))
    while run.throttled and run.month.total_usd < on_demand.month.total_usd:
        count += 1
        run = capacity_run(load, Plan(shards=count))
    # from here on, more shards are more expensive than on-demand
    return on_demand.plan if run.throttled else run.plan
