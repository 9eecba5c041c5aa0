# Lets the next round begin in the last minute of the one before: right for one round, refused with two.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        plan += [room] * (15 if plan else 16)
        room *= 2
    return plan
