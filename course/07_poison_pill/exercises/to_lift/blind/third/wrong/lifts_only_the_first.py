# Believes the record is safe once the first limit is lifted, but the next one that is up takes it.
import math


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, tries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    up_after = {
        "retention": retention_h * 3600,
        "age": math.inf if age == -1 else age,
        "attempts": math.inf if tries == -1 else sum(pause_s(n) for n in range(1, tries + 1)),
    }
    first = min(up_after, key=up_after.get)
    return [first] if up_after[first] < fixed_at - arrived else []
