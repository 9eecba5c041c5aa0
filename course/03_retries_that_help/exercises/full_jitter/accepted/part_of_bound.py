import random


def full_jitter(retry, base_s, cap_s):
    return random.random() * min(base_s * 2.0**retry, cap_s)
