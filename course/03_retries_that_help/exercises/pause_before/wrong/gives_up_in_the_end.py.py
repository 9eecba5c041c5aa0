# hours-are-hopeless -> 03.1.gave-up-late
import random

HOPELESS = {
    "AccessDeniedException",
    "InvalidArgumentException",
    "ResourceNotFoundException",
    "ValidationException",
}


def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS or retry > 1_000:
        return None
    return random.uniform(0, min(cap_s, base_s * 2**retry))
