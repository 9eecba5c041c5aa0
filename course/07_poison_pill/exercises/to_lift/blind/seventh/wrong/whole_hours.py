# Compares whole hours: a repair 24 h 30 min after the arrival looks as if 24 h of retention were enough.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    limits = []
    if retention_h < wait // 3600:
        limits.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        limits.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        limits.append("attempts")
    return limits
