# Style: the bound by a recursion that stops at the cap, so that it is never deep.
import random


def bound(retry, base_s, cap_s):
    if retry == 0 or base_s >= cap_s:
        return min(base_s, cap_s)
    return bound(retry - 1, 2 * base_s, cap_s)


def pause_before(retry, code, base_s, cap_s):
    match code:
        case "AccessDeniedException" | "InvalidArgumentException":
            return None
        case "ResourceNotFoundException" | "ValidationException":
            return None
    return random.random() * bound(retry, base_s, cap_s)
