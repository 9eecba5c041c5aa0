# Ramps up by a thousand a minute to half of the launch, beyond a room that waits 15 minutes.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, 2 * peak_before)
    if launch_per_s <= room:
        return []
    target = -(-launch_per_s // 2)
    ramp = [min(target, room + 1_000 * n) for n in range(16)]
    while ramp[-1] < target:
        ramp.append(min(target, ramp[-1] + 1_000))
    return ramp
