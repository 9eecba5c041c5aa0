from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    shards = 1
    provisioned = capacity_run(load, Plan(shards=shards))
    while provisioned.throttled:
        shards += 1
        provisioned = capacity_run(load, Plan(shards=shards))
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    good = [run for run in (provisioned, on_demand) if not run.throttled]
    return min(good, key=lambda run: run.month.total_usd).plan
