# A table of when each limit is up, infinity if it is off, and a comprehension over it.
import math


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    tries, age = mapping["MaximumRetryAttempts"], mapping["MaximumRecordAgeInSeconds"]
    ends = {
        "retention": arrived + 3600 * retention_h,
        "age": math.inf if age == -1 else arrived + age,
        "attempts": math.inf if tries == -1 else arrived + sum(map(pause_s, range(1, tries + 1))),
    }
    return [name for name, end in ends.items() if end < fixed_at]
