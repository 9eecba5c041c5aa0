# Caps the random pause and not its bound, so late in an outage nearly every pause is exactly the cap.
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
    bound_s = base_s * 2.0 ** min(retry, 500)
    return min(cap_s, random.uniform(0, bound_s))
