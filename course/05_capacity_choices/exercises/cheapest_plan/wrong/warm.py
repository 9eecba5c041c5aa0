# warm-is-free -> 05.1.other-plan
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    return Plan(ADVANTAGE, warm_mib_per_s=25)
