# Adds a pause after the last retry, too, as if the mapping dropped the batch only when that pause is over.
from itertools import count


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lift = []
    if retention_h * 3_600 < wait:
        lift.append("retention")
    if -1 != mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    left = mapping["MaximumRetryAttempts"] + 1  # the retries and the first attempt
    if left > 0:
        passed = 0
        for n in count(1):
            passed += pause_s(n)
            left -= 1
            if left == 0 or passed >= wait:
                break
        if passed < wait:
            lift.append("attempts")
    return lift
