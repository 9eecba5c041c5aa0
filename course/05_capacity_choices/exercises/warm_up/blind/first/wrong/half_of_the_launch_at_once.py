# Stores half of the launch from the first minute: beyond the room if two rounds are needed.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [-(-launch_per_s // 2)] * 16
        room *= 2
    return plan
