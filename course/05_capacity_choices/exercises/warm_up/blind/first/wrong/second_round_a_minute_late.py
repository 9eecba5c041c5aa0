# Leaves an idle minute between two rounds: one round is right, two are a minute too long.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        if plan:
            plan.append(0)
        plan += [room] * 16
        room *= 2
    return plan
