# Retries AccessDeniedException, as IAM propagates; somebody has to grant it first.
import random


def pause_before(retry, code, base_s, cap_s):
    client_faults = {"InvalidArgumentException", "ResourceNotFoundException", "ValidationException"}
    if code in client_faults:
        return None
    return random.uniform(0, min(cap_s, base_s * 2**retry))
