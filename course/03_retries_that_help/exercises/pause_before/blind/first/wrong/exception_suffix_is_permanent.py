# Guesses by the suffix: every ...Exception is permanent but throttling by name.
import random


def pause_before(retry, code, base_s, cap_s):
    if code.endswith("Exception") and "Throttling" not in code:
        return None
    bound_s = min(base_s * 2**retry, cap_s)
    return random.uniform(0, bound_s)
