# The list is a module global: a second launch is warmed up with the first one's minutes, too.
PLAN = []


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    while room < launch_per_s:
        PLAN.extend([room] * 16)
        room *= 2
    return PLAN
