# Recursion: each round is one minute that fills the room, and fifteen in which nothing is written.


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if room >= launch_per_s:
        return []
    return [room, *[0] * 15, *warm_up(launch_per_s, room)]
