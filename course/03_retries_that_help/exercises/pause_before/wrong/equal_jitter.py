# half-a-pause-is-safer -> 03.1.half-fixed
import random


def pause_before(retry, code, base_s, cap_s):
    bound_s = min(cap_s, base_s * 2**retry)
    return bound_s / 2 + random.uniform(0, bound_s / 2)
