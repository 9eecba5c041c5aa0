# cap-comes-last -> 03.1.cap-last
import random


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("Access", "Invalid", "Resource", "Validation")):
        return None
    return min(cap_s, random.uniform(0, base_s * 2**retry))
