# jitter-seeded-is-jitter -> 03.1.no-jitter
import random


def pause_before(retry, code, base_s, cap_s):
    return random.Random(7).uniform(0, min(cap_s, base_s * 2**retry))
