# Keeps the highest minute in the module: a second launch is planned as if the first had been warmed up.

highest = 2_000  # a stream has room for 4,000 at least


def warm_up(launch_per_s, peak_before):
    global highest
    highest = max(highest, peak_before)
    plan = []
    while 2 * highest < launch_per_s:
        highest = 2 * highest
        plan += [highest] * 16
    return plan
