# Believed six doublings reach every cap: with a base of 0.1 s and a cap of 60 s the bound stays at 6.4 s.
import random

HOPELESS = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS:
        return None
    bound_s = min(base_s * 2 ** min(retry, 6), cap_s)
    return random.uniform(0, bound_s)
