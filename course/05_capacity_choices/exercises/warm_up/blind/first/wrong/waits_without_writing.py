# Waits 16 minutes a round and writes nothing: a stream grows by what it stores, not by time.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [0] * 16
        room *= 2
    return plan
