# As short as it gets, the power clamped against overflow.
import random

NO = "AccessDeniedException InvalidArgumentException ResourceNotFoundException ValidationException"


def pause_before(retry, code, base_s, cap_s):
    return None if code in NO.split() else random.uniform(0, min(cap_s, base_s * 2 ** min(retry, 99)))
