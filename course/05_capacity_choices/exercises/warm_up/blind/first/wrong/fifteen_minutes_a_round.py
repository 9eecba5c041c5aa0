# Counts 15 minutes a round and forgets the minute that begins it: room comes a minute late.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room] * 15
        room *= 2
    return plan
