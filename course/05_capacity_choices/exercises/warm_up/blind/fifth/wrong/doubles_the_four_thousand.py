# Gives a new stream 8,000 by doubling the 4,000 too; against "and for at least 4,000 records per second".
def warm_up(launch_per_s, peak_before):
    capacity = 2 * max(4_000, peak_before)
    plan = []
    while capacity < launch_per_s:
        plan += [capacity] * 16
        capacity *= 2
    return plan
