# Style: recursion backwards from the launch; a round has half of what comes after it, rounded up.
def warm_up(launch_per_s, peak_before):
    if launch_per_s <= max(4_000, 2 * peak_before):
        return []
    half = (launch_per_s + 1) // 2
    return warm_up(half, peak_before) + [half] * 16
