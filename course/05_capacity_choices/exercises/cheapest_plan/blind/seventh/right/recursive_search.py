# A recursive search for the shards that stops early when an on-demand stream that holds is already cheaper.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    ceiling = float("inf") if on_demand.throttled else on_demand.month.total_usd

    def search(shards):
        run = capacity_run(load, Plan(shards=shards))
        if not run.throttled:
            return run.plan if run.month.total_usd < ceiling else on_demand.plan
        return search(shards + 1)

    return search(1)
