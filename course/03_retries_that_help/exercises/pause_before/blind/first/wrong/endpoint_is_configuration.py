# Takes EndpointConnectionError for a wrong URL, so a short network trouble is given up.
import random


def pause_before(retry, code, base_s, cap_s):
    retryable = code in {
        "InternalFailure",
        "KMSThrottlingException",
        "ProvisionedThroughputExceededException",
        "ReadTimeoutError",
    }
    bound_s = min(cap_s, base_s * 2**retry)
    return random.uniform(0, bound_s) if retryable else None
