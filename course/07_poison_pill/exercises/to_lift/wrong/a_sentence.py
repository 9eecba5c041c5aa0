# one-call-is-the-answer -> 07.2.no-names
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age_s, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retention_h * 3600 < wait_s:
        return "retention"
    return "nothing"
