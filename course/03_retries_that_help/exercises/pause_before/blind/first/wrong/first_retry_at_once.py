# Treats retry 0 as "no pause yet": the first retry meets the full shard at once.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in {
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    }:
        return None
    if not retry:
        return 0.0
    return random.uniform(0, min(cap_s, base_s * 2**retry))
