# one-round-of-scaling-is-enough -> 05.2.launch-throttled
def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    return [room] * 16 if room < launch_per_s else []
