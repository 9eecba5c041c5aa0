# pauses-are-a-minute -> 07.2.attempts-took-it
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    limits = {"retention": retention_h * 3600}
    if mapping["MaximumRecordAgeInSeconds"] >= 0:
        limits["age"] = mapping["MaximumRecordAgeInSeconds"]
    retries = mapping["MaximumRetryAttempts"]
    if retries >= 0:
        limits["attempts"] = retries * pause_s(retries) if retries else 0
    return [name for name, limit_s in limits.items() if limit_s < wait_s]
