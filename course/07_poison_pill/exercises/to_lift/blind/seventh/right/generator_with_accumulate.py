# A generator yields the limits; accumulate gives the time of the last retry.
from itertools import accumulate


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    def too_short():
        wait = fixed_at - arrived
        if retention_h < wait / 3600:
            yield "retention"
        if (age := mapping["MaximumRecordAgeInSeconds"]) >= 0 and age < wait:
            yield "age"
        if (retries := mapping["MaximumRetryAttempts"]) >= 0:
            *_, last = accumulate((pause_s(n + 1) for n in range(retries)), initial=0)
            if last < wait:
                yield "attempts"

    return list(too_short())
