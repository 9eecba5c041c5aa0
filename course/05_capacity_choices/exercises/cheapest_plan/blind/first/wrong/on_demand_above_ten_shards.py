# Takes on demand when ten shards are not enough, without a look at refusals and price.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    for count in range(1, 11):
        run = capacity_run(load, Plan(shards=count))
        if not run.throttled:
            on_demand = capacity_run(load, Plan(ON_DEMAND))
            if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
                return on_demand.plan
            return run.plan
    return Plan(ON_DEMAND)
