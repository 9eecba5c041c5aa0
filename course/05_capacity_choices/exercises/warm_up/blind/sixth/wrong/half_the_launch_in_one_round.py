# Writes half the launch for one round, which is itself throttled if the launch is above twice the capacity.
def warm_up(launch_per_s, peak_before):
    if launch_per_s <= max(4_000, 2 * peak_before):
        return []
    return [-(-launch_per_s // 2)] * 16
