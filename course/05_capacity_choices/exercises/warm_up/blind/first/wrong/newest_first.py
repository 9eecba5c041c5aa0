# Builds the list from the launch backwards and never turns it round: newest first.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan = [room] * 16 + plan
        room *= 2
    return plan
