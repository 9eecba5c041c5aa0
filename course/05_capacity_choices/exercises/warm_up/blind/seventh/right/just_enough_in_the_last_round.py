# Counts the rounds first and stores in every round only what the next capacity needs.
import math
from itertools import chain, repeat


def warm_up(launch_per_s, peak_before):
    have = max(4_000, math.floor(2 * peak_before))
    rounds = []
    while have < launch_per_s:
        rounds.append(min(have, math.ceil(launch_per_s / 2)))
        have = 2 * rounds[-1]
    return list(chain.from_iterable(repeat(load, 16) for load in rounds))
