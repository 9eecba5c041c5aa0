# Limits the exponent to 10 against overflows, so with a small base the bound never grows up to the cap.
import random

LASTING = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


def pause_before(retry, code, base_s, cap_s):
    if code in LASTING:
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 10))
    return random.uniform(0, bound_s)
