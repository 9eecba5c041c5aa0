# The bound by recursion, depth bounded by the cap.
import random


def _bound(retry, base_s, cap_s):
    if base_s >= cap_s:
        return cap_s
    return base_s if retry == 0 or base_s <= 0 else _bound(retry - 1, base_s * 2, cap_s)


def pause_before(retry, code, base_s, cap_s):
    match code:
        case (
            "AccessDeniedException"
            | "InvalidArgumentException"
            | "ResourceNotFoundException"
            | "ValidationException"
        ):
            return None
        case _:
            return random.random() * _bound(retry, base_s, cap_s)
