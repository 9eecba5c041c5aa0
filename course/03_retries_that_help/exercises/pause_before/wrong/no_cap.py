# it-ends-before-it-grows -> 03.1.no-cap
import random


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("Access", "Invalid", "Resource", "Validation")):
        return None
    return random.uniform(0, base_s * 2**retry)
