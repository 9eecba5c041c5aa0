# Draws whole multiples of base_s, at least one: no pause is shorter than the base, the first is the base.
import random


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("Access", "Invalid", "Resource", "Validation")):
        return None
    steps = 2 ** min(retry, 40)
    return min(cap_s, base_s * random.randint(1, max(1, min(steps, int(cap_s / base_s)))))
