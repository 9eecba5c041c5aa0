# Bounds of 1, 2, 4, 6, 8 bases grow by addition; forbidden: "doubles before every later retry".
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
    factor = 2 * retry or 1
    bound_s = min(cap_s, base_s * factor)
    return random.uniform(0, bound_s)
