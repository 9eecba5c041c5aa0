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
    # 2**64 is beyond any cap; 2**1024 would be beyond what a float can hold
    bound_s = min(cap_s, base_s * 2 ** min(retry, 64))
    return random.uniform(0, bound_s)
