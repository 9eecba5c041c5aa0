# Caps the bound only when it doubles, so the first pause exceeds the cap if base_s does.
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
    bound_s = base_s
    for _ in range(retry):
        bound_s = min(cap_s, 2 * bound_s)
    return random.uniform(0, bound_s)
