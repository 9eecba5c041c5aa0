def throttled_minutes(per_s, peak_before):
    throttled, peak, room, wait = [], peak_before, max(4_000, peak_before * 2), -1
    for minute in range(len(per_s)):
        if wait == 0:
            room = max(room, peak * 2)
        wait -= 1
        stored = per_s[minute]
        if stored > room:
            throttled += [minute]
            stored = room
        if stored > peak:
            peak = stored
        if wait < 0 and peak * 2 > room:
            wait = 15
    return throttled
