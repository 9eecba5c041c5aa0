from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    runs = (capacity_run(load, Plan(shards=shards)) for shards in count(1))
    candidates = [next(run for run in runs if run.throttled == 0)]
    candidates += [run for run in [capacity_run(load, Plan(ON_DEMAND))] if run.throttled == 0]
    return min(candidates, key=lambda run: run.month.total_usd).plan
