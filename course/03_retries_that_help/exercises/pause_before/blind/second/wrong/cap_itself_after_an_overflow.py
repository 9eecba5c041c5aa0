# Answers an overflow with the cap itself: from retry 1,024 on all wait exactly cap_s, with no jitter.
import random


def pause_before(retry, code, base_s, cap_s):
    lasting = ("AccessDeniedException", "InvalidArgumentException")
    lasting += ("ResourceNotFoundException", "ValidationException")
    if code in lasting:
        return None
    try:
        bound_s = min(cap_s, float(base_s) * 2.0**retry)
    except OverflowError:
        return cap_s
    return random.uniform(0, bound_s)
