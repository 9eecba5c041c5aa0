# Gives records a minute, sixty times as many: every minute of it is refused.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room * 60] * 16
        room *= 2
    return plan
