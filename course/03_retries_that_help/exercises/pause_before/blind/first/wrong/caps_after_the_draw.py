# Draws first and caps the pause: most late retries wait exactly cap_s, all together.
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
    return min(cap_s, random.uniform(0, base_s * 2**retry))
