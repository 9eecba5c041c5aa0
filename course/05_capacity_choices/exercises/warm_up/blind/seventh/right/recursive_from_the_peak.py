# Recursion: one round at full capacity, then the warm-up from the new peak.
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * int(peak_before))
    if launch_per_s <= capacity:
        return []
    return [capacity] * 16 + warm_up(launch_per_s, capacity)
