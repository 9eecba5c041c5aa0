# Uses timedelta.seconds, which leaves out the days: a repair in 49 hours looks like one in an hour.
from datetime import UTC, datetime


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = (datetime.fromtimestamp(fixed_at, UTC) - datetime.fromtimestamp(arrived, UTC)).seconds
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts != -1 and sum(pause_s(n) for n in range(1, attempts + 1)) < wait:
        lift.append("attempts")
    return lift
