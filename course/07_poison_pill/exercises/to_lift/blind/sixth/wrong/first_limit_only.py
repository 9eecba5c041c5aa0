# Lifts only the limit that runs out first: the next one runs out before the repair too, and ends the record.
import math


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    ends = {
        "retention": arrived + retention_h * 3600,
        "age": math.inf if age == -1 else arrived + age,
        "attempts": math.inf if retries == -1 else arrived + sum(map(pause_s, range(1, retries + 1))),
    }
    first = min(ends, key=ends.get)
    return [first] if ends[first] < fixed_at else []
