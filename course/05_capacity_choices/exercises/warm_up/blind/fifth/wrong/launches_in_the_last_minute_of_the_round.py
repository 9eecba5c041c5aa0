# Launches in the last minute of a round; against "The minute after the round has capacity for twice".
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan = []
    while launch_per_s > capacity:
        plan += [capacity] * 16
        capacity *= 2
    # the launch itself is the last minute of the last round
    return plan[:-1]
