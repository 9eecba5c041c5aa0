# Writes half the launch from the first minute on: for a large launch this is over capacity and throttled.
import math


def warm_up(launch_per_s, peak_before):
    if launch_per_s <= max(4_000, 2 * peak_before):
        return []
    return [math.ceil(launch_per_s / 2)] * 16
