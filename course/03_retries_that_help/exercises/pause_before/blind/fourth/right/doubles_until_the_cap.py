# A loop that doubles until it meets the cap, with a dict that says why each code is retried or not.
import random

HELPED_BY_WAITING = {
    "AccessDeniedException": False,  # somebody has to change a policy
    "EndpointConnectionError": True,  # the network comes back
    "InternalFailure": True,
    "InvalidArgumentException": False,  # somebody has to change the call
    "KMSThrottlingException": True,
    "ProvisionedThroughputExceededException": True,  # the shard gets its room back
    "ReadTimeoutError": True,  # it may be stored twice, but it can succeed
    "ResourceNotFoundException": False,  # somebody has to create the stream
    "ValidationException": False,
}


def pause_before(retry, code, base_s, cap_s):
    if not HELPED_BY_WAITING[code]:
        return None
    bound_s, doublings = base_s, 0
    while doublings < retry and bound_s < cap_s:
        bound_s, doublings = bound_s * 2, doublings + 1
    return random.uniform(0.0, min(bound_s, cap_s))
