# the-round-begins-with-its-minute -> 05.2.too-few
def throttled_minutes(per_s, peak_before):
    peak, room, grows_at, throttled = peak_before, max(4_000, 2 * peak_before), None, []
    for minute, load in enumerate(per_s):
        if minute == grows_at:
            room, grows_at = 2 * peak, None
        if load > room:
            throttled.append(minute)
        peak = max(peak, min(load, room))
        if grows_at is None and 2 * peak > room:
            grows_at = minute + 15
    return throttled
