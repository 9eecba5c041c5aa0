# A match statement for the codes, math.ldexp for the power, and an OverflowError that means the cap.
import math
import random


def pause_before(retry, code, base_s, cap_s):
    match code:
        case "AccessDeniedException" | "ResourceNotFoundException":
            return None
        case "InvalidArgumentException" | "ValidationException":
            return None
    try:
        bound_s = min(math.ldexp(base_s, retry), cap_s)
    except OverflowError:
        bound_s = cap_s
    return random.uniform(0.0, bound_s)
