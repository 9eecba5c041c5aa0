# Believes that retry 1 is the first, so retries 0 and 1 have the same bound.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in (
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    ):
        return None
    bound_s = min(cap_s, base_s * 2 ** max(0, retry - 1))
    return random.random() * bound_s
