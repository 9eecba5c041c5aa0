# Rounds half of an odd launch down: the room is one record too small.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [min(room, launch_per_s // 2)] * 16
        room *= 2
    return plan
