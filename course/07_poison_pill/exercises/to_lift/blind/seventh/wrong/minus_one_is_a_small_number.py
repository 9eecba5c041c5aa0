# Compares the age limit without looking for -1: an unlimited age is said to run out.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    limits = []
    if retention_h * 3600 < wait:
        limits.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] < wait:
        limits.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        limits.append("attempts")
    return limits
