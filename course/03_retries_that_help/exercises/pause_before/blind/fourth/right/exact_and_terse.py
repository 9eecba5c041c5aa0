# Integers have no overflow: the bound is an exact fraction, and the draw comes from the system's source.
from fractions import Fraction
from random import SystemRandom

draw = SystemRandom().uniform
passing = ("EndpointConnection", "InternalFailure", "KMSThrottling", "ProvisionedThroughput", "ReadTimeout")


def pause_before(retry, code, base_s, cap_s):
    bound_s = float(min(Fraction(cap_s), Fraction(base_s) * (1 << retry)))
    return draw(0, bound_s) if code.startswith(passing) else None
