# Wants more room than the launch has load: a launch that just fits is warmed up for 16 minutes too long.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while launch_per_s >= room:
        plan.extend([room] * 16)
        room *= 2
    return plan
