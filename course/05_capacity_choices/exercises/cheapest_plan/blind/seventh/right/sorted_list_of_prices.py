# Puts the price and the plan of every plan that holds into a list, and takes the first after sorting.
from lablib.scenarios.capacity import ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    prices = []

    def consider(plan):
        run = capacity_run(load, plan)
        if run.throttled:
            return False
        prices.append((run.month.total_usd, len(prices), run.plan))
        return True

    consider(Plan(ON_DEMAND))
    number = 1
    while not consider(Plan(shards=number)):
        number += 1
    _, _, plan = sorted(prices)[0]
    return plan
