# Draws up to the uncapped bound and cuts the pause at the cap, so late pauses are nearly all exactly cap_s.
import random

PASSING = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in PASSING:
        return None
    bound_s = base_s * 2.0 ** min(retry, 900)
    return min(cap_s, random.uniform(0, bound_s))
