# Refuses to retry a ReadTimeoutError because it may store twice, though the same call can succeed later.
import random

PASSING = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in PASSING:
        return None
    bound_s = min(cap_s, base_s * 2.0 ** min(retry, 900))
    return random.uniform(0, bound_s)
