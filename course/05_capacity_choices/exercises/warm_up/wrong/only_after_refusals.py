# throttled-minutes-only -> 05.2.warm-up-throttled
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room + 1] * 16
        room *= 2
    return plan
