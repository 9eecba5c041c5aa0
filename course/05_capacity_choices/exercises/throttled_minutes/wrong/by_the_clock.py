# fifteen-from-midnight -> 05.2.too-few
def throttled_minutes(per_s, peak_before):
    peak, room, throttled = peak_before, max(4_000, 2 * peak_before), []
    for minute, load in enumerate(per_s):
        if minute % 15 == 0:
            room = max(room, 2 * peak)
        if load > room:
            throttled.append(minute)
        peak = max(peak, min(load, room))
    return throttled
