# Believed a timeout must not be retried because the records may be stored: but a retry can succeed by itself.
import random

RETRY = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in RETRY:
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 200))
    return random.uniform(0, bound_s)
