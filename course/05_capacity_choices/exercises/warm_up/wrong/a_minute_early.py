# the-round-begins-with-its-minute -> 05.2.launch-throttled
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room] + [0] * 14
        room *= 2
    return plan
