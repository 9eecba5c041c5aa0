# Believed that n attempts have n - 1 pauses between them; these are retries, each with a pause before it.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries)) < wait:
        lift.append("attempts")
    return lift
