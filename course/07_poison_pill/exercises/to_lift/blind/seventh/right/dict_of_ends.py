# A dict says when each limit ends (infinity without one), and a comprehension picks the early ones.
from math import inf


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    ends = {
        "retention": arrived + retention_h * 3600,
        "age": inf if age == -1 else arrived + age,
        "attempts": inf if retries == -1 else arrived + sum(map(pause_s, range(1, retries + 1))),
    }
    return [name for name, end in ends.items() if end < fixed_at]
