import random

SYSTEM = random.SystemRandom()
CAN_PASS = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in CAN_PASS:
        return None
    bound_s = base_s
    for _ in range(retry):
        bound_s = min(cap_s, 2 * bound_s)
    return SYSTEM.uniform(0, min(cap_s, bound_s))
