# A class with __call__, the bounds from a generator, and the operating system's randomness.
import random


class FullJitter:
    helps = {
        "EndpointConnectionError": True,
        "InternalFailure": True,
        "KMSThrottlingException": True,
        "ProvisionedThroughputExceededException": True,
        "ReadTimeoutError": True,
    }

    def __init__(self):
        self.chance = random.SystemRandom()

    def bounds(self, base_s, cap_s):
        bound_s = base_s
        while 0 < bound_s < cap_s:
            yield bound_s
            bound_s = bound_s * 2
        yield min(bound_s, cap_s)

    def __call__(self, retry, code, base_s, cap_s):
        if not self.helps.get(code, False):
            return None
        known = list(self.bounds(base_s, cap_s))
        return self.chance.random() * known[min(retry, len(known) - 1)]


pause_before = FullJitter()
