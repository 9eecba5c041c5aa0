# Warms up although the capacity equals the launch: a round of 16 minutes that isn't needed.
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = max(4_000, 2 * int(peak_before))
    while capacity <= launch_per_s:
        plan += [capacity] * 16
        capacity *= 2
    return plan
