# match for the codes, a shifted integer and exact fractions for the bound.
import random
from fractions import Fraction


def pause_before(retry, code, base_s, cap_s):
    match code:
        case "InternalFailure" | "ProvisionedThroughputExceededException" | "KMSThrottlingException":
            pass
        case "EndpointConnectionError" | "ReadTimeoutError":
            pass
        case _:
            return None
    bound_s = float(min(Fraction(cap_s), Fraction(base_s) * (1 << retry)))
    return random.uniform(0, bound_s)
