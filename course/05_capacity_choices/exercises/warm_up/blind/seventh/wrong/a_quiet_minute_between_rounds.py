# Adds a minute between rounds until the capacity is there, but it is there at once: not the shortest list.
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = max(4_000, 2 * int(peak_before))
    while capacity < launch_per_s:
        if plan:
            plan.append(capacity // 2)  # the new shards open in this minute
        plan += [capacity] * 16
        capacity *= 2
    return plan
