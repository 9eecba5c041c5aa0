# base_s * 2**5000 raises OverflowError before min() helps; forbidden: "so `retry` can be 5,000".
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
    bound_s = min(float(cap_s), float(base_s) * 2**retry)
    return random.uniform(0, bound_s)
