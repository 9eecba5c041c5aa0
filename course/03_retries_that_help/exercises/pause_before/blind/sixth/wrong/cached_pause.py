# Believed caching a small function is free: the same retry gets the same pause again, instead of a new draw.
import random
from functools import lru_cache

HOPELESS = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


@lru_cache(maxsize=1_024)
def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS:
        return None
    bound_s = base_s
    for _ in range(retry):
        bound_s = min(cap_s, bound_s * 2)
    return random.uniform(0, min(cap_s, bound_s))
