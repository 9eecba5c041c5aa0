# Clamps the exponent at 10 against overflow: with a small base or a large cap the bound stops below cap_s.
import random

NO_USE = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


def pause_before(retry, code, base_s, cap_s):
    if code in NO_USE:
        return None
    doublings = min(retry, 10)  # a thousandfold is more than anybody waits
    bound_s = min(cap_s, base_s * 2**doublings)
    return random.uniform(0, bound_s)
