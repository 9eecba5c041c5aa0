# A dict of how long each limit lasts, infinite if it is off, and one comprehension.
import math


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lasts = {
        "attempts": math.inf if retries < 0 else math.fsum(map(pause_s, range(1, retries + 1))),
        "age": math.inf if age < 0 else age,
        "retention": retention_h * 3600,
    }
    return [limit for limit, seconds in lasts.items() if arrived + seconds < fixed_at]
