# Stops doubling after ten retries, against large powers, so a small base never reaches the cap.
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
    bound_s = min(cap_s, base_s * 2 ** min(retry, 10))
    return random.uniform(0, bound_s)
