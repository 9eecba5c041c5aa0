# even-enough-is-even -> 03.1.few-lengths
import random


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("Access", "Invalid", "Resource", "Validation")):
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 64))
    return round(random.uniform(0, bound_s), 2)
