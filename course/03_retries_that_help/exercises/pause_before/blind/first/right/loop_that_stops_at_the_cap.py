# A loop doubles until the cap, so that no retry number can overflow.
import random

CAN_PASS = frozenset(
    "EndpointConnectionError InternalFailure KMSThrottlingException "
    "ProvisionedThroughputExceededException ReadTimeoutError".split()
)


def pause_before(retry, code, base_s, cap_s):
    if code not in CAN_PASS:
        return None
    bound_s = base_s
    while retry > 0 and bound_s < cap_s and bound_s > 0:
        bound_s *= 2
        retry -= 1
    return random.uniform(0, min(bound_s, cap_s))
