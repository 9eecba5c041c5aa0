# Takes four times the peak as one round's reach, also when the peak is under 2,000.
def warm_up(launch_per_s, peak_before):
    if launch_per_s <= max(4_000, 2 * peak_before):
        return []
    rounds, reach = 1, 4 * max(1, peak_before)
    while reach < launch_per_s:
        rounds, reach = rounds + 1, reach * 2
    room = max(4_000, 2 * peak_before)
    return [room * 2**number for number in range(rounds) for _ in range(16)]
