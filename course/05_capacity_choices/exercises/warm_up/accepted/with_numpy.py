import numpy as np


def warm_up(launch_per_s, peak_before):
    rooms = max(4_000, 2 * peak_before) * 2 ** np.arange(20)
    return np.repeat(rooms[rooms < launch_per_s], 16).tolist()
