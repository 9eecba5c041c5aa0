import random


def pause_before(retry, code, base_s, cap_s):
    """Return how many seconds to wait before a retry, or None if a retry can't help.

    `retry` is 0 before the first retry. `code` says how the last attempt ended. It is one of these:
    AccessDeniedException, EndpointConnectionError, InternalFailure, InvalidArgumentException,
    KMSThrottlingException, ProvisionedThroughputExceededException, ReadTimeoutError,
    ResourceNotFoundException and ValidationException. The pause has full jitter, so draw a new one in
    every call. Its bound is base_s before the first retry, doubles before every later retry, and stays
    at or below cap_s. An outage can last for hours, so `retry` can be 5,000.
    """
    # locate: which of these errors can go away by themselves?
    # contain: how long is the pause at most?
    bound_s = ...
    return ...
