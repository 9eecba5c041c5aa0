# Takes 0 retries for no limit, as an empty setting: the record is dropped at its first failure.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    limits = []
    if retention_h * 3600 < wait:
        limits.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        limits.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries > 0 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        limits.append("attempts")
    return limits
