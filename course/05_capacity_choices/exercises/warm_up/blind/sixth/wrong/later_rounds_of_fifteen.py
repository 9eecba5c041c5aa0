# Counts 16 minutes for the first round and 15 for every later one, so two rounds end a minute too early.
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan = []
    while capacity < launch_per_s:
        plan += [capacity] * (15 if plan else 16)
        capacity *= 2
    return plan
