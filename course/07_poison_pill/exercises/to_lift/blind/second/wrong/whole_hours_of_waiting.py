# Compares the retention with whole hours: a repair after 24 h 40 min looks like 24 h, and the record expires.


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lift = []
    if retention_h < wait // 3600:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts != -1 and sum(pause_s(n) for n in range(1, attempts + 1)) < wait:
        lift.append("attempts")
    return lift
