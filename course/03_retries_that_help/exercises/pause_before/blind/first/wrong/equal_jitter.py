# Equal jitter: half of the bound is always waited, full jitter may be any length from zero.
import random


def pause_before(retry, code, base_s, cap_s):
    """Seconds to wait before a retry, or None if a retry can't help; retry 0 is the first."""
    permanent = ("AccessDenied", "InvalidArgument", "ResourceNotFound", "Validation")
    if code.startswith(permanent):
        return None
    bound_s = min(cap_s, base_s * 2**retry)
    return bound_s / 2 + random.uniform(0, bound_s / 2)
