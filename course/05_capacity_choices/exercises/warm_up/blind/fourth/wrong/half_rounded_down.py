# Stores half of the launch in the last round, rounded down: an odd launch then has one record too many.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return plan
    while 2 * room < launch_per_s:
        plan += [room] * 16
        room *= 2
    # the last round: no need to store more than half of what will come
    return plan + [launch_per_s // 2] * 16
