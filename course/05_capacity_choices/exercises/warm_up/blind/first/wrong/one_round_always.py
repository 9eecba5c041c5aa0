# Believes that one round is enough for any launch; it gives no more than twice the room.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return []
    return [room] * 16
