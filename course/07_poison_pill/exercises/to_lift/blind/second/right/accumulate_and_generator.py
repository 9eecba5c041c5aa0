# A generator of names, with itertools for the pauses.
from itertools import accumulate, islice, repeat


def _pauses(pause_s, count):
    last = 0
    for last in accumulate(pause_s(n) for n, _ in enumerate(islice(repeat(None), count), start=1)):
        pass
    return last


def _up(wait, retention_h, attempts, age, pause_s):
    if retention_h * 3600 < wait:
        yield "retention"
    if age != -1 and age < wait:
        yield "age"
    if attempts != -1 and _pauses(pause_s, attempts) < wait:
        yield "attempts"


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    limits = (mapping[name] for name in ("MaximumRetryAttempts", "MaximumRecordAgeInSeconds"))
    return list(_up(fixed_at - arrived, retention_h, *limits, pause_s))
