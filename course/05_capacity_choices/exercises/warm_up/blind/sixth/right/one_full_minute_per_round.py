# Style: lazy itertools; only the first minute of each round has a load, and the other fifteen are zero.
from itertools import accumulate, chain, repeat, takewhile


def warm_up(launch_per_s, peak_before):
    start = max(4_000, peak_before * 2)
    capacities = accumulate(repeat(2), lambda capacity, factor: capacity * factor, initial=start)
    rounds = takewhile(lambda capacity: capacity < launch_per_s, capacities)
    return list(chain.from_iterable((each, *[0] * 15) for each in rounds))
