# Style: math.ldexp, whose overflow means that the cap is the bound; a table of codes with True and False.
import math
import random

HELPS = {
    "AccessDeniedException": False,
    "EndpointConnectionError": True,
    "InternalFailure": True,
    "InvalidArgumentException": False,
    "KMSThrottlingException": True,
    "ProvisionedThroughputExceededException": True,
    "ReadTimeoutError": True,
    "ResourceNotFoundException": False,
    "ValidationException": False,
}


def pause_before(retry, code, base_s, cap_s):
    if not HELPS[code]:
        return None
    try:
        bound_s = min(math.ldexp(base_s, retry), cap_s)
    except OverflowError:
        bound_s = cap_s
    return random.SystemRandom().uniform(0.0, bound_s)
