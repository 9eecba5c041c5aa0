# An instance with __call__ that has the table of codes and its own system generator.
import random


class _Pause:
    helps = dict.fromkeys(
        (
            "EndpointConnectionError",
            "InternalFailure",
            "KMSThrottlingException",
            "ProvisionedThroughputExceededException",
            "ReadTimeoutError",
        ),
        True,
    )

    def __call__(self, retry, code, base_s, cap_s):
        if not self.helps.get(code, False):
            return None
        try:
            bound_s = min(cap_s, base_s * 2.0**retry)
        except OverflowError:
            bound_s = cap_s
        return random.uniform(bound_s, 0)


_pause = _Pause()


def pause_before(retry, code, base_s, cap_s):
    return _pause(retry, code, base_s, cap_s)
