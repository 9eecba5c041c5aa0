# Doubles while the next bound is not above the cap: never reaches an odd cap.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in {
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    }:
        return None
    bound_s = base_s
    for _ in range(retry):
        if bound_s * 2 > cap_s:
            break
        bound_s *= 2
    return random.uniform(0, bound_s)
