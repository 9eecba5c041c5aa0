# Waits the whole bound: doubling seemed enough, but everybody comes back in the same moment.
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
    return min(cap_s, base_s * 2**retry)
