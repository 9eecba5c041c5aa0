# Believed it's the same to cap the pause: after many retries nearly every pause is exactly the cap.
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
    bound_s = base_s * 2.0 ** min(retry, 500)
    return min(cap_s, random.uniform(0, bound_s))
