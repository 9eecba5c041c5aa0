# Adds a round though the capacity just equals the launch; against "as short as possible".
def warm_up(launch_per_s, peak_before):
    plan = []
    capacity = max(4_000, 2 * peak_before)
    while not capacity > launch_per_s:
        plan.extend([capacity] * 16)
        capacity = 2 * max(plan)
    return plan
