# A frozen dataclass with __call__ and a private system generator.
import random
from dataclasses import dataclass, field


@dataclass(frozen=True)
class FullJitter:
    base_s: float
    cap_s: float
    rng: random.Random = field(default_factory=random.SystemRandom)

    def bound(self, retry):
        bound_s = self.base_s
        while retry and bound_s < self.cap_s:
            bound_s, retry = bound_s + bound_s, retry - 1
        return min(bound_s, self.cap_s)

    def __call__(self, retry):
        return self.rng.uniform(0.0, self.bound(retry))


PASSING = {
    "EndpointConnectionError": "the network may come back",
    "InternalFailure": "the service may recover",
    "KMSThrottlingException": "KMS has capacity again later",
    "ProvisionedThroughputExceededException": "the shard has capacity again within a second",
    "ReadTimeoutError": "the next response may arrive",
}


def pause_before(retry, code, base_s, cap_s):
    if PASSING.get(code) is None:
        return None
    return FullJitter(base_s, cap_s)(retry)
