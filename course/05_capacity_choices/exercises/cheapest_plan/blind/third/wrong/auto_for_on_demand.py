# Plays on demand with AUTO, which has no hot shard: that plan is no choice here, and its order is lost.
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    provisioned = (capacity_run(load, Plan(shards=shards)) for shards in count(1))
    runs = [next(run for run in provisioned if not run.throttled)]
    runs.append(capacity_run(load, Plan(ON_DEMAND, auto=True)))
    return min((run for run in runs if not run.throttled), key=lambda run: run.month.total_usd).plan
