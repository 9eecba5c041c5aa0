# Forgets the least room of 4,000: a quiet stream gets a warm-up that is much too long.
def warm_up(launch_per_s, peak_before):
    room, plan = 2 * max(1, peak_before), []
    while room < launch_per_s:
        plan += [room] * 16
        room *= 2
    return plan
