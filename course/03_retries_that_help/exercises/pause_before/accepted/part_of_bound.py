import random

FULL = ("ProvisionedThroughputExceededException", "KMSThrottlingException")
BROKEN = ("InternalFailure", "EndpointConnectionError", "ReadTimeoutError")


def pause_before(retry, code, base_s, cap_s):
    if code in FULL + BROKEN:
        return random.random() * min(base_s * 2.0 ** min(retry, 1_000), cap_s)
