# Believes the pauses are always the lab's, half a second doubled up to a minute, and never asks pause_s.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    tried_s = sum(min(60, 0.5 * 2 ** min(n, 20)) for n in range(max(0, retries)))
    limits = [
        ("retention", True, retention_h * 3600),
        ("age", age != -1, age),
        ("attempts", retries != -1, tried_s),
    ]
    return [name for name, is_on, up_after in limits if is_on and up_after < wait]
