# Asks for more capacity than the launch, so a launch that just fits gets a round too many.
def warm_up(launch_per_s, peak_before):
    capacity = max(4_000, 2 * peak_before)
    plan = []
    while capacity <= launch_per_s:
        plan += [capacity] + [0] * 15
        capacity *= 2
    return plan
