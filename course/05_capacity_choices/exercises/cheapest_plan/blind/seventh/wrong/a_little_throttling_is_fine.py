# Allows one throttled record in ten thousand, as the producer resends: the text says none.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    allowed = load.per_s.sum() / 10_000
    shards = 1
    while (provisioned := capacity_run(load, Plan(shards=shards))).throttled > allowed:
        shards += 1
    runs = [provisioned]
    if (on_demand := capacity_run(load, Plan(ON_DEMAND))).throttled <= allowed:
        runs.append(on_demand)
    return min(runs, key=lambda run: run.month.total_usd).plan
