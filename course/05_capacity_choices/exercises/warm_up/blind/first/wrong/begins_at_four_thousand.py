# Ignores peak_before: a stream that has the room already is warmed up all the same.
def warm_up(launch_per_s, peak_before):
    room, plan = 4_000, []
    while room < launch_per_s:
        plan += [room] * 16
        room *= 2
    return plan
