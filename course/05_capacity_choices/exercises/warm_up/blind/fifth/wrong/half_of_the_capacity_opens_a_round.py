# Opens rounds with exactly half the capacity; against "if twice its load is MORE than the capacity".
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan = []
    while capacity < launch_per_s:
        # half of the capacity is enough to begin the round; only its highest minute has to be at the limit
        plan += [capacity // 2] * 15 + [capacity]
        capacity *= 2
    return plan
