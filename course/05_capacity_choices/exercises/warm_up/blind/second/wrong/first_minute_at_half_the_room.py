# Begins each round with half of the room: twice that is not more than the room, so no round begins.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        plan += [room // 2] + [room] * 15
        room *= 2
    return plan
