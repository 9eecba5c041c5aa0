# Doesn't retry a timeout, as it may be stored; forbidden: "Retry if the same call can succeed later".
import random

TEMPORARY = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in TEMPORARY:
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 500))
    return random.uniform(0, bound_s)
