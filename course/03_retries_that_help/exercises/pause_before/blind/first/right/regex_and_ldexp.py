# A regular expression for the codes, and math.ldexp with a clamped exponent.
import math
import random
import re

PASSING = re.compile(r"(Throttling|ThroughputExceeded|Internal|Timeout|EndpointConnection)")


def pause_before(retry, code, base_s, cap_s):
    if not PASSING.search(code):
        return None
    return random.uniform(0.0, min(cap_s, math.ldexp(base_s, min(retry, 500))))
