# itertools and generators: the first provisioned run without refusals, chained with on demand, then min.
from itertools import chain, count, filterfalse, islice
from operator import attrgetter

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    refuses = attrgetter("throttled")
    provisioned = (capacity_run(load, Plan(shards=number)) for number in count(1))
    first = islice(filterfalse(refuses, provisioned), 1)
    on_demand = filterfalse(refuses, [capacity_run(load, Plan(ON_DEMAND))])
    return min(chain(first, on_demand), key=attrgetter("month.total_usd")).plan
