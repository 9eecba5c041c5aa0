# Draws from base_s up to the bound: that is no full jitter, and all first retries wait exactly base_s.
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
    bound_s = min(base_s * 2.0 ** min(retry, 1_000), cap_s)
    shortest_s = min(base_s, bound_s)  # a pause of nothing would be "at once"
    return random.uniform(shortest_s, bound_s)
