# A dict of the times at which the limits run out, with infinity for no limit.
from math import inf


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lasts_s = {
        "retention": retention_h * 3600,
        "age": inf if age == -1 else age,
        "attempts": inf if retries == -1 else sum(pause_s(n) for n in range(1, retries + 1)),
    }
    return [name for name, seconds in lasts_s.items() if seconds < fixed_at - arrived]
