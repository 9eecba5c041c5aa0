def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    never = float("inf")
    age_s, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    by_age_s = never if age_s == -1 else age_s
    by_retries_s = never if retries == -1 else sum(map(pause_s, range(1, 1 + retries)))
    ends_s = zip(("retention", "age", "attempts"), (retention_h * 3600, by_age_s, by_retries_s), strict=True)
    return [name for name, end_s in ends_s if end_s < fixed_at - arrived]
