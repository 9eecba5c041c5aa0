# Lets the second round begin in the minute that ends the first: right for one round only.
def warm_up(launch_per_s, peak_before):
    room, plan = max(4_000, 2 * peak_before), []
    while room < launch_per_s:
        plan += [room] * (15 if plan else 16)
        room *= 2
    return plan
