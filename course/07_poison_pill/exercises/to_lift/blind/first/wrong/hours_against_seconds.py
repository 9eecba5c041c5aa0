# Compares the retention in hours with a wait in seconds; it is always up.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if retention_h < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lift.append("attempts")
    return lift
