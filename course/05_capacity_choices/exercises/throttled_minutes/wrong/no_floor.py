# no-floor -> 05.2.floor-forgotten
def throttled_minutes(per_s, peak_before):
    peak, room, grows_at, throttled = peak_before, 2 * peak_before, None, []
    for minute, load in enumerate(per_s):
        if minute == grows_at:
            room, grows_at = 2 * peak, None
        if load > room:
            throttled.append(minute)
        peak = max(peak, min(load, room))
        if grows_at is None and 2 * peak > room:
            grows_at = minute + 1 + 15
    return throttled
