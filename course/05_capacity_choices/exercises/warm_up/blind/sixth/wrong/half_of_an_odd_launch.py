# Rounds half the launch down in the last round, so an odd launch is one record per second above the capacity.
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan = []
    while capacity < launch_per_s:
        load = min(capacity, launch_per_s // 2)
        plan.extend([load] * 16)
        capacity = max(capacity * 2, 2 * load)
    return plan
