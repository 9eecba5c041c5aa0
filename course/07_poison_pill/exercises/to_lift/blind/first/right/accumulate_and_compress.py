# itertools: accumulate for the tries, compress for the answer.
from itertools import accumulate, compress


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    *_, tries_s = accumulate((pause_s(n) for n in range(1, retries + 1)), initial=0)
    is_up = (wait > retention_h * 3600, -1 < age < wait, retries > -1 and tries_s < wait)
    return list(compress(("retention", "age", "attempts"), is_up))
