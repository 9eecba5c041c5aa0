# Seeds the draw with retry and code to make logs repeatable, so every gateway waits equally long.
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
    bound_s = min(cap_s, base_s * 2.0 ** min(retry, 900))
    return random.Random(f"{retry} {code}").uniform(0, bound_s)
