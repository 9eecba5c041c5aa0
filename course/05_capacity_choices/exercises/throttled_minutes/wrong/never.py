# never-throttles -> 05.2.never
def throttled_minutes(per_s, peak_before):
    return []
