# Never retries ReadTimeoutError for fear of duplicates; the events are then lost.
import random

RETRY = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in RETRY:  # a timeout may have been stored
        return None
    return random.uniform(0, min(cap_s, base_s * 2**retry))
