# Writes half of the launch from the first minute on: above twice the room that is refused itself.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return []
    return [-(-launch_per_s // 2)] * 16
