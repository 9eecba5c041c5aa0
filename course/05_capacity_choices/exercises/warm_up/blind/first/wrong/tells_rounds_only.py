# Returns a load for each round, not for each minute.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan.append(room)
        room *= 2
    return plan
