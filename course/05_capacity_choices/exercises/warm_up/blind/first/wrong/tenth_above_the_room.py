# Writes a tenth above the room to make sure that it grows; the tenth is refused.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room * 11 // 10] * 16
        room *= 2
    return plan
