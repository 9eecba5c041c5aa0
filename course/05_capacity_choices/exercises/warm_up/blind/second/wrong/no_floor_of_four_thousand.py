# Forgets the room for 4,000 that is always there: after a quiet month the warm-up is far too long.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = 2 * max(peak_before, 1)
    while room < launch_per_s:
        plan += [room] * 16
        room *= 2
    return plan
