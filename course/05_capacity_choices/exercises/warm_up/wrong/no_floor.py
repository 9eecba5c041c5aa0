# a-new-stream-has-no-floor -> 05.2.too-early
def warm_up(launch_per_s, peak_before):
    room, plan = max(1_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room] * 16
        room *= 2
    return plan
