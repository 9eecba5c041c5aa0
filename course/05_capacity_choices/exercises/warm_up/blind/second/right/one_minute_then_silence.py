# Style: recursion; each round is one full minute and 15 without any load.
def rounds(room, launch_per_s):
    if room >= launch_per_s:
        return []
    return [room, *[0] * 15, *rounds(2 * room, launch_per_s)]


def warm_up(launch_per_s, peak_before):
    return rounds(max(2 * peak_before, 4_000), launch_per_s)
