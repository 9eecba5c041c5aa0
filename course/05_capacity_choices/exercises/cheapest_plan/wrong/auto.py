# auto-is-free -> 05.1.auto
from math import ceil

from lablib.scenarios.capacity import ADVANTAGE, ON_DEMAND, Plan, capacity_run


def cheapest_plan(load):
    return Plan(ON_DEMAND, auto=True)
