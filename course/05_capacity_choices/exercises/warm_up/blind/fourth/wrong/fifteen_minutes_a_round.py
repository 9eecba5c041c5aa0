# Counts a round as 15 minutes in all, not a minute and 15 more: the launch comes a minute early.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        plan += [room] * 15
        room = 2 * room
    return plan
