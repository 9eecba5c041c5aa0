# Believes that six doublings are enough for any cap: with a small base the bound never gets near cap_s.
import random

RETRYABLE = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in RETRYABLE:
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 6))
    return random.uniform(0, bound_s)
