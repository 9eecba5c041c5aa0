# no-answer-is-final -> 03.1.gave-up
import random


def pause_before(retry, code, base_s, cap_s):
    if not code.endswith("Exception") and code != "InternalFailure":
        return None
    return random.uniform(0, min(cap_s, base_s * 2**retry))
