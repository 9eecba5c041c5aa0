# Style: itertools.dropwhile finds the first number of shards, and min compares it with on demand.
from itertools import count, dropwhile
from operator import attrgetter

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    refused = attrgetter("throttled")
    provisioned = next(dropwhile(refused, (capacity_run(load, Plan(shards=n)) for n in count(1))))
    on_demand = capacity_run(load, Plan(ON_DEMAND))
    return min([provisioned] + [on_demand] * (not refused(on_demand)), key=attrgetter("month.total_usd")).plan
