# few-doublings-reach-any-cap -> 03.1.too-short
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
    return random.uniform(0, min(cap_s, base_s * 2 ** min(retry, 16)))
