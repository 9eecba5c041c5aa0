import numpy as np


def throttled_minutes(per_s, peak_before):
    load = np.asarray(per_s)
    room = np.full(len(load), max(4_000, 2 * peak_before))
    minute, peak = 0, peak_before
    while minute < len(load):
        stored = np.minimum(load, room)
        highest = np.maximum(peak_before, np.maximum.accumulate(stored))
        asks = np.flatnonzero(2 * highest[minute:] > room[minute:])
        if not len(asks):
            break
        minute = minute + int(asks[0]) + 16
        if minute < len(load):
            room[minute:] = 2 * highest[minute - 1]
    return np.flatnonzero(load > room).tolist()
