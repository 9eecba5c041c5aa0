import random


def pause_before(retry, code, base_s, cap_s):
    """Seconds to wait before a retry, or None if a retry can't help; retry 0 is the first.

    `code` says how the last attempt ended. Your producer has seen AccessDeniedException,
    EndpointConnectionError, InternalFailure, InvalidArgumentException, KMSThrottlingException,
    ProvisionedThroughputExceededException, ReadTimeoutError, ResourceNotFoundException and
    ValidationException. A pause has full jitter: the bound is base_s before the first retry,
    doubles before every further one, and stays at or below cap_s.
    """
    # locate: which of these codes can go away by themselves?
    # contain: how long is the pause at most?
    bound_s = ...
    return ...
