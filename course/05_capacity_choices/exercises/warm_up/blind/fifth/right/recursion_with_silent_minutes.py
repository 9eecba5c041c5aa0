# Recursion: one minute at the limit, fifteen silent ones, then the same question with a higher peak.
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    if launch_per_s <= capacity:
        return []
    return [capacity, *[0] * 15, *warm_up(launch_per_s, capacity)]
