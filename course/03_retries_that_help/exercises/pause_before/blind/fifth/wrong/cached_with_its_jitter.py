# functools.cache keeps the first draw of equal arguments; forbidden: "draw a new one in every call".
import functools
import random

PERMANENT = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


@functools.cache
def pause_before(retry, code, base_s, cap_s):
    if code in PERMANENT:
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 500))
    return random.uniform(0, bound_s)
