# Believed a bound too large for a float means that a retry can't help: in a long outage it stops retrying.
import random

HOPELESS = (
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
)


def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS:
        return None
    try:
        bound_s = min(cap_s, base_s * 2.0**retry)
    except OverflowError:
        return None
    return random.uniform(0, bound_s)
