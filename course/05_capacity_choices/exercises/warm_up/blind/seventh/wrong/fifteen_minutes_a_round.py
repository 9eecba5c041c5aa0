# Counts 15 minutes per round, but a round is the minute that begins it and 15 more: a minute too short.
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = max(4_000, 2 * int(peak_before))
    while capacity < launch_per_s:
        plan += [capacity] * 15
        capacity *= 2
    return plan
