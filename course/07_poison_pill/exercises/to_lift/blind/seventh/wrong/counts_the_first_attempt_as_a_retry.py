# Takes the maximum as attempts, not retries: one pause is missing, so a limit that holds is lifted.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    limits = []
    if retention_h * 3600 < wait:
        limits.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        limits.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries)) < wait:
        limits.append("attempts")
    return limits
