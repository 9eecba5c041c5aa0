# Believes it is safest to lift every limit once one is up, so limits that could stay are lifted.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    up_after = {"retention": retention_h * 3600}
    if age != -1:
        up_after["age"] = age
    if retries != -1:
        up_after["attempts"] = sum(pause_s(n) for n in range(1, retries + 1))
    return list(up_after) if min(up_after.values()) < wait else []
