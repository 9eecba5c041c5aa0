import numpy as np


def throttled_minutes(per_s, peak_before):
    peak, room, grows_at, throttled = peak_before, max(4_000, 2 * peak_before), -1, []
    for minute, load in enumerate(np.array(per_s)):
        if minute == grows_at:
            room, grows_at = 2 * peak, -1
        if load > room:
            throttled.append(np.int64(minute))
        peak = max(peak, min(load, room))
        if grows_at < 0 and 2 * peak > room:
            grows_at = minute + 16
    return tuple(throttled)
