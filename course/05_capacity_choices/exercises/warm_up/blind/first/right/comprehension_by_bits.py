# The number of rounds from the length of a whole number in bits.
def warm_up(launch_per_s, peak_before):
    room = max(4_000, peak_before + peak_before)
    rounds = (-(-launch_per_s // room) - 1).bit_length() if launch_per_s > room else 0
    return [room << number for number in range(rounds) for minute in range(16)]
