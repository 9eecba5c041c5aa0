# Believes that it is the same to cap the drawn pause: late retries all wait exactly cap_s, so jitter is gone.
import random

TRANSIENT = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in TRANSIENT:
        return None
    bound_s = base_s * 2.0 ** min(retry, 500)  # a float ends at 2 ** 1023
    return min(cap_s, random.uniform(0, bound_s))
