import math


def warm_up(launch_per_s, peak_before):
    rounds = max(0, math.ceil(math.log2(launch_per_s / max(4_000, 2 * peak_before))))
    loads = [-(-launch_per_s // 2 ** (rounds - number)) for number in range(rounds)]
    return [load if minute == 0 else 1 for load in loads for minute in range(16)]
