# first-retry-doubles -> 03.1.too-long
import random


def pause_before(retry, code, base_s, cap_s):
    return random.uniform(0, min(cap_s, base_s * 2 ** (retry + 1)))
