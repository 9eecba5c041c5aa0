# Makes a generator from the clock's second at each call: all calls of one second get one and the same pause.
import random
import time

TRANSIENT = {
    "EndpointConnectionError",
    "InternalFailure",
    "KMSThrottlingException",
    "ProvisionedThroughputExceededException",
    "ReadTimeoutError",
}


def pause_before(retry, code, base_s, cap_s):
    if code not in TRANSIENT:
        return None
    bound_s = base_s
    for _ in range(retry):
        bound_s *= 2
        if bound_s >= cap_s:
            break
    chance = random.Random(int(time.time()))
    return chance.uniform(0, min(bound_s, cap_s))
