# Draws whole seconds with randint: below a second the pause is always 0, no backoff at all.
import random

WORTH_IT = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in WORTH_IT:
        return None
    bound_s = min(cap_s, base_s * 2**retry)
    return random.randint(0, int(bound_s))
