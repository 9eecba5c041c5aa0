# a-little-noise-is-jitter -> 03.1.half-fixed
import random


def pause_before(retry, code, base_s, cap_s):
    return min(cap_s, base_s * 2**retry) * random.uniform(0.9, 1.0)
