# A dict of the moments at which each limit is up, infinity for one that is off.
import math


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    ends = {
        "attempts": math.inf if retries < 0 else sum(map(pause_s, range(1, retries + 1))),
        "age": math.inf if age < 0 else age,
        "retention": retention_h * 3600,
    }
    return [name for name, end in ends.items() if arrived + end < fixed_at]
