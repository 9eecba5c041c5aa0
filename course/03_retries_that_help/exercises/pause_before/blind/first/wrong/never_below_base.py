# Draws between base_s and the bound, so the first pause has no jitter at all.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in {
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    }:
        return None
    bound_s = min(cap_s, base_s * 2**retry)
    return random.uniform(min(base_s, bound_s), bound_s)
