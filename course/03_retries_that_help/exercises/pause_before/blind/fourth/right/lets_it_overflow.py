# Scales with ldexp, and takes an overflow for infinity.
import math
import random


def pause_before(retry, code, base_s, cap_s):
    match code:
        case (
            "AccessDeniedException"
            | "InvalidArgumentException"
            | "ResourceNotFoundException"
            | "ValidationException"
        ):
            return None
    try:
        bound_s = math.ldexp(base_s, retry)
    except OverflowError:
        bound_s = math.inf
    return random.random() * min(bound_s, cap_s)
