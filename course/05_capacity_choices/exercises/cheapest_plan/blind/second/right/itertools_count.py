# Style: lazy maps and filters over itertools.count, min over a chain of both.
from itertools import chain, count, islice

from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    def that_suffice(plans):
        return (run for run in (capacity_run(load, plan) for plan in plans) if run.throttled == 0)

    provisioned = islice(that_suffice(Plan(shards=number) for number in count(1)), 1)
    both = chain(provisioned, that_suffice([Plan(ON_DEMAND)]))
    return min(both, key=lambda run: run.month.total_usd).plan
