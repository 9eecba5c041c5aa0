# Counts a pause after the last failure too; the batch is given up at that failure, a pause earlier.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 2)) < wait:
        lift.append("attempts")
    return lift
