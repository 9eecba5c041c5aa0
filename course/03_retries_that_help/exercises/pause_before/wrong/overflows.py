# doubling-fits-a-float -> 03.1.overflows
import random


def pause_before(retry, code, base_s, cap_s):
    if code in (
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    ):
        return None
    return random.uniform(0, min(cap_s, base_s * 2**retry))
