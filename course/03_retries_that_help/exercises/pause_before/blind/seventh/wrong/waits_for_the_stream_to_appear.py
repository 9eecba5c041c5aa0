# Retries ResourceNotFoundException as if the stream appeared by itself, but somebody has to create it first.
import random


def pause_before(retry, code, base_s, cap_s):
    if code in ("AccessDeniedException", "InvalidArgumentException", "ValidationException"):
        return None
    bound_s = base_s
    while retry > 0 and bound_s < cap_s:
        bound_s *= 2
        retry -= 1
    return random.uniform(0, min(bound_s, cap_s))
