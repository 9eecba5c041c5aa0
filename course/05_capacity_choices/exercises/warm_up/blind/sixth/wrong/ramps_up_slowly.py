# Ramps the load up over each round, but the round begins only above half the capacity, so it ends too late.
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan = []
    while capacity < launch_per_s:
        plan += [capacity * minute // 16 for minute in range(1, 17)]
        capacity *= 2
    return plan
