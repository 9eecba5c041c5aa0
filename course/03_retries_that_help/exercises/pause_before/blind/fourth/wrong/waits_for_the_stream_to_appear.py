# Retries ResourceNotFoundException as if the stream were about to be there, but somebody has to create it.
import random

HOPELESS = {"AccessDeniedException", "InvalidArgumentException", "ValidationException"}


def pause_before(retry, code, base_s, cap_s):
    if code in HOPELESS:
        return None
    bound_s = min(cap_s, base_s * 2.0 ** min(retry, 900))
    return random.uniform(0, bound_s)
