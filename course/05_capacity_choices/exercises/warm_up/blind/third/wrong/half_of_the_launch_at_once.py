# Writes half of the launch from the start: if that is more than the room, the warm-up is refused.


def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return []
    return [-(-launch_per_s // 2)] * 16
