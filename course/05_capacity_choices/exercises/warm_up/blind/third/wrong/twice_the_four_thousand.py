# Doubles the 4,000 too: a new stream has room for 4,000 and not for 8,000, so loads up to 8,000 are refused.


def warm_up(launch_per_s, peak_before):
    room = 2 * max(4_000, peak_before)
    plan = []
    while room < launch_per_s:
        plan += [room] * 16
        room = 2 * plan[-1]
    return plan
