# Terse itertools: accumulate gives the times of the failures, compress picks the limits.
from itertools import accumulate, compress


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    *_, last_failure = accumulate((pause_s(n) for n in range(1, retries + 1)), initial=0)
    runs_out = (
        arrived + retention_h * 3600 < fixed_at,
        age != -1 and arrived + age < fixed_at,
        retries != -1 and arrived + last_failure < fixed_at,
    )
    return list(compress(("retention", "age", "attempts"), runs_out))
