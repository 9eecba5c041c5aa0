# Seeds its generator with the retry and the code: all gateways draw the same "random" pause.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in {
        "AccessDeniedException",
        "InvalidArgumentException",
        "ResourceNotFoundException",
        "ValidationException",
    }:
        return None
    bound_s = min(cap_s, base_s * 2**retry)
    return random.Random(f"{retry}{code}").uniform(0, bound_s)
