# Warms up with the launch's own load, which is refused just as the launch would be.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [launch_per_s] * 16
        room *= 2
    return plan
