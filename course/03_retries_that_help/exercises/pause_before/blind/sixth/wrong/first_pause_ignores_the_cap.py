# Believed the base is always below the cap: with a cap below the base, the first pause can exceed the cap.
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
    return random.random() * bound_s
