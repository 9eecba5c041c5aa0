# every-error-passes -> 03.1.hopeless
import random


def pause_before(retry, code, base_s, cap_s):
    return random.uniform(0, min(cap_s, base_s * 2**retry))
