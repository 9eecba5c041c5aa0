# Takes the old peak as capacity instead of twice the peak, so above 2,000 the plan is wrong.
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = max(4_000, peak_before)
    while capacity < launch_per_s:
        plan += [capacity] * 16
        capacity *= 2
    return plan
