# Writes its peak in the last minute only: the round begins then, 15 minutes after it was needed.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room // 2] * 15 + [room]
        room *= 2
    return plan
