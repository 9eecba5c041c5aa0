# pauses-never-change -> 07.2.other-pauses
_sums = {}


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts != -1:
        if attempts not in _sums:
            _sums[attempts] = sum(pause_s(n) for n in range(1, attempts + 1))
        if _sums[attempts] < wait:
            lift.append("attempts")
    return lift
