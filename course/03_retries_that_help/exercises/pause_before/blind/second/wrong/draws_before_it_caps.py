# Caps the drawn pause and not the bound: late retries nearly all wait exactly cap_s, so the crowd is back.
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
    drawn_s = random.uniform(0, base_s * 2 ** min(retry, 900))
    return min(cap_s, drawn_s)
