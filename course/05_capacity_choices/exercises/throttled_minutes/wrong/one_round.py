# one-round-is-enough -> 05.2.too-few
def throttled_minutes(per_s, peak_before):
    room, throttled, since = max(4_000, 2 * peak_before), [], None
    for minute, load in enumerate(per_s):
        if since is None and load > room / 2:
            since = minute
        if load > room and (since is None or minute < since + 16):
            throttled.append(minute)
    return throttled
