# Doesn't retry a ReadTimeoutError because it could store twice, so a lost request becomes a lost event.
import random

TRANSIENT = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in TRANSIENT:
        return None
    bound_s = base_s
    for _ in range(retry):
        if bound_s >= cap_s:
            break
        bound_s *= 2
    return random.uniform(0, min(bound_s, cap_s))
