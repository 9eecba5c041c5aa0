# Terse: itertools.accumulate for the last try and compress for the choice.
from itertools import accumulate, compress


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, tries, age = (
        fixed_at - arrived,
        mapping["MaximumRetryAttempts"],
        mapping["MaximumRecordAgeInSeconds"],
    )
    *_, last = accumulate(map(pause_s, range(1, tries + 1)), initial=0)
    up = retention_h * 3600 < wait, -1 < age < wait, tries > -1 and last < wait
    return [*compress(("retention", "age", "attempts"), up)]
