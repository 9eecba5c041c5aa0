# Bound is 2 * base_s at retry 0: believed that the doubling begins with the first.
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
    bound_s = min(cap_s, base_s * 2 ** (retry + 1))
    return random.uniform(0, bound_s)
