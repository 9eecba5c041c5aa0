# Believes that a timeout must not be retried as it may be stored already: a lost request is never sent again.
import random

WORTH_IT = (
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
)


def pause_before(retry, code, base_s, cap_s):
    if code not in WORTH_IT:
        return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 64))
    return random.random() * bound_s
