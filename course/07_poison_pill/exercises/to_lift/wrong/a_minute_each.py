# pauses-are-a-minute -> 07.2.other-pauses
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age_s, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    up_after_s = {"retention": retention_h * 3600}
    if age_s != -1:
        up_after_s["age"] = age_s
    if retries != -1:
        up_after_s["attempts"] = retries * 60
    return [name for name, seconds in up_after_s.items() if seconds < wait_s]
