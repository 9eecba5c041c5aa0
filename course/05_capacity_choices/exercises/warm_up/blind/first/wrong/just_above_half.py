# Writes one record more than half of the room all the time: a round begins and gives two.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room // 2 + 1] * 16
        room *= 2
    return plan
