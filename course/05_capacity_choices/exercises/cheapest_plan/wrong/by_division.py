# keys-fall-evenly -> 05.1.throttles
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    by_records = load.per_s.max() / 1_000
    by_bytes = load.per_s.max() * load.record_bytes / 1_048_576
    return Plan(shards=ceil(max(by_records, by_bytes)))
