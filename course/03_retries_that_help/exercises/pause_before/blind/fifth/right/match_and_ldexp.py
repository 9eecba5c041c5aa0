# Style: match statement, math.ldexp, an overflow that means the cap.
import math
import random


def pause_before(retry, code, base_s, cap_s):
    match code:
        case "InternalFailure" | "KMSThrottlingException" | "ProvisionedThroughputExceededException":
            pass
        case "EndpointConnectionError" | "ReadTimeoutError":
            pass
        case _:
            return None
    try:
        bound_s = math.ldexp(base_s, retry)
    except OverflowError:
        bound_s = cap_s
    return random.random() * min(bound_s, cap_s)
