# Stores launch // 2 in the last round: for an odd launch twice that is one record too little.
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = max(4_000, 2 * int(peak_before))
    while capacity < launch_per_s:
        stored = min(capacity, int(launch_per_s) // 2)
        plan += [stored] * 16
        capacity *= 2
    return plan
