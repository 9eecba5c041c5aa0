# Exact fractions, which can't overflow, and match for the codes.
import random
from fractions import Fraction


def pause_before(retry, code, base_s, cap_s):
    match code:
        case "AccessDeniedException" | "ResourceNotFoundException":
            return None
        case "InvalidArgumentException" | "ValidationException":
            return None
        case _:
            bound = min(Fraction(cap_s), Fraction(base_s) * (1 << retry))
            return float(bound) * random.random()
