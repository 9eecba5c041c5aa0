# jitter-seeded-is-jitter -> 03.1.in-step
import random

RNG = random.Random(7)
HOPELESS = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS:
        return None
    return RNG.uniform(0, min(cap_s, base_s * 2 ** min(retry, 64)))
