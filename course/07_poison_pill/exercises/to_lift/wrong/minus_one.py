# minus-one-is-a-number -> 07.2.off-already
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age_s, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    by_retries_s = sum(pause_s(n) for n in range(1, retries + 1))
    up_after_s = {"retention": retention_h * 3600, "age": age_s, "attempts": by_retries_s}
    return [name for name, seconds in up_after_s.items() if seconds < wait_s]
