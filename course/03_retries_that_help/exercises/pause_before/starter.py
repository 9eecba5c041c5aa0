import random


def pause_before(retry, code, base_s, cap_s):
    """Seconds to wait before a retry, or None if a retry can't help; retry 0 is the first.

    `code` says how the last attempt ended, and is one of these: AccessDeniedException,
    EndpointConnectionError, InternalFailure, InvalidArgumentException, KMSThrottlingException,
    ProvisionedThroughputExceededException, ReadTimeoutError, ResourceNotFoundException and
    ValidationException. A pause has full jitter, drawn anew at each call. Its bound is base_s before
    the first retry, doubles before every further one, and stays at or below cap_s, also for
    retry 5,000: an outage can last for hours.
    """
    # locate: which of these codes can go away by themselves?
    # contain: how long is the pause at most?
    bound_s = ...
    return ...
