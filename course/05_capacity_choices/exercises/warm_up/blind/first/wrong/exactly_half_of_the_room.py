# Writes half of the room: twice that is not more than the room, and no round begins.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room // 2] * 16
        room *= 2
    return plan
