# Warms up for a launch that is exactly as large as the room, so the list is a round too long there.
def warm_up(launch_per_s, peak_before):
    plan = []
    room = max(4_000, 2 * peak_before)
    while launch_per_s >= room:
        plan.extend([room] * 16)
        room *= 2
    return plan
