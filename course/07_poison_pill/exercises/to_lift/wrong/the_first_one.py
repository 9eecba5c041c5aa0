# first-limit-is-all -> 07.2.next-limit
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age_s, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    up_after_s = {"retention": retention_h * 3600}
    if age_s != -1:
        up_after_s["age"] = age_s
    if retries != -1:
        up_after_s["attempts"] = sum(pause_s(n) for n in range(1, retries + 1))
    first = min(up_after_s, key=up_after_s.get)
    return [first] if up_after_s[first] < wait_s else []
