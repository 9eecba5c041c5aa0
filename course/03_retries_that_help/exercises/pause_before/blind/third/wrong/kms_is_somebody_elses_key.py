# Takes every KMS error for a wrong setting of a key: KMSThrottlingException goes away, and is never retried.
import random


def pause_before(retry, code, base_s, cap_s):
    match code:
        case "ProvisionedThroughputExceededException" | "InternalFailure":
            pass
        case "EndpointConnectionError" | "ReadTimeoutError":
            pass
        case _:  # rights, arguments, stream, key: somebody has to change something
            return None
    bound_s = min(cap_s, base_s * 2 ** min(retry, 900))
    return random.random() * bound_s
