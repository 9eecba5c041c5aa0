# on-demand-scales-at-once -> 05.2.launch-throttled
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room]
        room *= 2
    return plan
