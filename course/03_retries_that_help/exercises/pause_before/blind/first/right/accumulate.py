# The bounds as a generator from itertools, capped at each step.
import random
from itertools import accumulate, repeat


def pause_before(retry, code, base_s, cap_s):
    needs_somebody = {"AccessDenied", "InvalidArgument", "ResourceNotFound", "Validation"}
    if code.removesuffix("Exception") in needs_somebody:
        return None
    start = min(base_s, cap_s)
    doubled = accumulate(repeat(None, retry), lambda bound_s, _: min(cap_s, 2 * bound_s), initial=start)
    *_, bound_s = doubled
    return bound_s * random.random()
