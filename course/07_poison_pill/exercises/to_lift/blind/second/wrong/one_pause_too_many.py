# Counts a pause after the last failure too: the record is given up a pause earlier than computed.


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts != -1:
        tries = attempts + 1  # the first delivery and its retries
        if sum(pause_s(n) for n in range(1, tries + 1)) < wait:
            lift.append("attempts")
    return lift
