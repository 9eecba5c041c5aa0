# Puts an lru_cache on the function to save work, so the same arguments always get the first pause.
import random
from functools import lru_cache

LASTING = (
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
)


@lru_cache(maxsize=None)
def pause_before(retry, code, base_s, cap_s):
    if code in LASTING:
        return None
    bound_s = base_s
    for _ in range(retry):
        if bound_s >= cap_s:
            break
        bound_s *= 2
    return random.uniform(0, min(bound_s, cap_s))
