# Recursion: one full round, then the warm-up that a stream with that peak needs.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, int(2 * peak_before))
    return [] if launch_per_s <= room else 16 * [room] + warm_up(launch_per_s, room)
