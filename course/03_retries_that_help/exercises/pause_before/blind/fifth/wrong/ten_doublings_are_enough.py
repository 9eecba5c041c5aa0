# Stops doubling after 10 retries, below a far cap; forbidden: "doubles before every later retry".
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
    bound_s = min(cap_s, base_s * 2 ** min(retry, 10))
    return random.uniform(0, bound_s)
