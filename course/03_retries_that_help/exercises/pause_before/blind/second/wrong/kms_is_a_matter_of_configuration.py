# Takes every KMS error for a wrong key policy: KMS throttling, which goes away by itself, is never retried.
import random


def pause_before(retry, code, base_s, cap_s):
    configuration = "AccessDenied", "KMS", "InvalidArgument", "ResourceNotFound", "Validation"
    if code.startswith(configuration):
        return None
    bound_s = cap_s if retry > 60 else min(cap_s, base_s * 2**retry)
    return random.uniform(0, bound_s)
