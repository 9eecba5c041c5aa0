# Plans backwards from the launch, with halves rounded up, so that no round writes more than it must.
import math


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    needed, rounds = math.ceil(launch_per_s), []
    while needed > room:
        needed = -(-needed // 2)
        rounds.append(needed)
    return [load for load in reversed(rounds) for _ in range(16)]
