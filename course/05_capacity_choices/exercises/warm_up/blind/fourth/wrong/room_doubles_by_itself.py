# Keeps one load in all rounds, as if the room doubled by itself: no second round begins.
import math


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return []
    rounds = math.ceil(math.log2(launch_per_s / room))
    return [room] * (16 * rounds)
