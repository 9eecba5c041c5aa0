# Puts the launch's first minute at the end of the list: the launch comes after it, so it is too long.


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    plan = []
    while room < launch_per_s:
        plan += [room] * 16
        room *= 2
    return plan + [launch_per_s] if plan else plan
