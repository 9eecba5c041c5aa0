# Halves the launch with // in the last round: for 9,001 the room is 9,000 and one record a second is refused.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        needed = min(room, launch_per_s // 2)
        plan += [needed] * 16
        room = 2 * needed
        if needed == launch_per_s // 2:
            break
    return plan
