# Caps the pause, not the bound, most are cap_s; forbidden: "a random time between zero and the bound".
import random

PERMANENT = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


def pause_before(retry, code, base_s, cap_s):
    if code in PERMANENT:
        return None
    bound_s = base_s * 2 ** min(retry, 500)
    return min(cap_s, random.uniform(0, bound_s))
