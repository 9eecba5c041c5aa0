# Wants more room than the launch has: if they are equal, a whole round is written for nothing.


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    plan = []
    while room <= launch_per_s:
        plan.extend([room] * 16)
        room *= 2
    return plan
