# throttled-load-makes-a-stream-grow -> 05.2.warm-up-throttled
def warm_up(launch_per_s, peak_before):
    return [launch_per_s] * 16 if launch_per_s > max(4_000, 2 * peak_before) else []
