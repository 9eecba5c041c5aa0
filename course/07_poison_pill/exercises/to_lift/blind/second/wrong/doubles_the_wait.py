# Doubles the wait, as repairs are always late: limits that can stay until `fixed_at` are lifted.


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = 2 * (fixed_at - arrived)  # repairs are always late
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts != -1 and sum(pause_s(n) for n in range(1, attempts + 1)) < wait:
        lift.append("attempts")
    return lift
