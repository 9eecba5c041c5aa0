# Style: backwards from the launch with the least load of each round, then turned around.
from itertools import chain, repeat


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    needed, loads = launch_per_s, []
    while needed > room:
        needed = (needed + 1) // 2
        loads.append(needed)
    return list(chain.from_iterable(repeat(load, 16) for load in reversed(loads)))
