# Caps the exponent at 6 and forgets cap_s where it is small, and never reaches a large one.
import random

TEMPORARY = (
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
)


def pause_before(retry, code, base_s, cap_s):
    if code not in TEMPORARY:
        return None
    bound_s = base_s * 2 ** min(retry, 6)
    return random.uniform(0, bound_s)
