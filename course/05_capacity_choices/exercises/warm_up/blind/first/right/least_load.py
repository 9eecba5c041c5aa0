# The least that works: just enough to begin a round, then what the next room needs once.
import math
from itertools import chain, repeat


def warm_up(launch_per_s, peak_before):
    steps = [launch_per_s]
    while steps[-1] > max(4_000, 2 * peak_before):
        steps.append(math.ceil(steps[-1] / 2))
    rounds = reversed(steps[1:])
    return list(chain.from_iterable([load, *repeat(0, 15)] for load in rounds))
