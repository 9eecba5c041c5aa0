# Treats 0 retries as "not set": the record is given up at its first failure, and the limit was not lifted.


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if 0 < mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts > 0 and sum(pause_s(n) for n in range(1, attempts + 1)) < wait:
        lift.append("attempts")
    return lift
