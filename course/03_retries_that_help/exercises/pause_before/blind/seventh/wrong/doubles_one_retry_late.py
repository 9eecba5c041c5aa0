# Counts retries from 1, so the bound of retry 1 is still base_s and later ones are half as large.
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
    bound_s = base_s
    for _ in range(1, retry):
        bound_s = min(cap_s, bound_s * 2)
    return random.uniform(0, min(cap_s, bound_s))
