# scales-at-once -> 05.2.too-few
def throttled_minutes(per_s, peak_before):
    throttled, peak = [], peak_before
    for minute, load in enumerate(per_s):
        if load > max(4_000, 2 * peak):
            throttled.append(minute)
        peak = max(peak, load)
    return throttled
