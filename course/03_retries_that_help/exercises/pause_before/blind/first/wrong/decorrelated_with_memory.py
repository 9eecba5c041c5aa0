# Decorrelated jitter with a global "last pause": calls of different flushes share state.
import random

last_s = None


def pause_before(retry, code, base_s, cap_s):
    global last_s
    if code in {
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    }:
        return None
    if retry == 0 or last_s is None:
        last_s = base_s
    last_s = min(cap_s, random.uniform(base_s, last_s * 3))
    return last_s
