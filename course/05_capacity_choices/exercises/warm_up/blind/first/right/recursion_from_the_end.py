# Recursion from the launch backwards: each round must store half of what comes behind it.
def warm_up(launch_per_s, peak_before):
    if launch_per_s <= max(4_000, 2 * peak_before):
        return []
    needed = (launch_per_s + 1) // 2
    return warm_up(needed, peak_before) + [needed] * 16
