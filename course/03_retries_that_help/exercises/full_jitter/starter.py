import random


def full_jitter(retry, base_s, cap_s):
    """Seconds to wait before a retry; retry 0 is the first.

    Any length, each as likely as the other, from 0 to a bound: base_s before the first retry,
    twice as much before each further one, and never more than cap_s.
    """
    bound_s = ...
    return ...
