# Seventeen minutes a round, for safety: refuses nothing, and is not as short as possible.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room] * 17
        room *= 2
    return plan
