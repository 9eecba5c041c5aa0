# Lets a round begin in the last minute of the one before: right for one round, too short from two on.
import math


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    rounds = 0
    loads = []
    while room < launch_per_s:
        loads.append(room)
        rounds += 1
        room *= 2
    # a first minute, and fifteen more for every round
    return [load for number, load in enumerate(loads) for _ in range(15 if number else 16)]
