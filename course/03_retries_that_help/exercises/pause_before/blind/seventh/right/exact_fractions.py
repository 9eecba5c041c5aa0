# Exact arithmetic: Fractions can be doubled 5,000 times, and only the smaller bound becomes a float.
import random
from fractions import Fraction

TRANSIENT = frozenset(
    """EndpointConnectionError InternalFailure KMSThrottlingException
    ProvisionedThroughputExceededException ReadTimeoutError""".split()
)


def pause_before(retry, code, base_s, cap_s):
    if code not in TRANSIENT:
        return None
    bound_s = float(min(Fraction(cap_s), Fraction(base_s) * 2**retry))
    return random.random() * bound_s
