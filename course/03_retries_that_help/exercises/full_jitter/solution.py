import random


def full_jitter(retry, base_s, cap_s):
    bound_s = min(cap_s, base_s * 2**retry)
    return random.uniform(0, bound_s)
