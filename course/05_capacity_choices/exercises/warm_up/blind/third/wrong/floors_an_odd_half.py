# Halves the launch with //: twice the floor of an odd half is one record less than the launch needs.


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    plan, needed = [], launch_per_s
    while needed > room:
        needed //= 2
        plan = [needed] * 16 + plan
    return plan
