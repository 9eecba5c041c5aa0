# Catches the overflow of late retries and returns cap_s itself: after 1,024 retries there is no jitter left.
import random

NO_USE = ("AccessDenied", "InvalidArgument", "ResourceNotFound", "Validation")


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(NO_USE):
        return None
    try:
        bound_s = min(base_s * 2.0**retry, cap_s)
    except OverflowError:
        return cap_s
    return random.uniform(0, bound_s)
