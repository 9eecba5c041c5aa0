# Lifts only the limit that is up first; the next one takes the record before the repair all the same.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, up = fixed_at - arrived, {"retention": retention_h * 3600}
    if mapping["MaximumRecordAgeInSeconds"] != -1:
        up["age"] = mapping["MaximumRecordAgeInSeconds"]
    if mapping["MaximumRetryAttempts"] != -1:
        up["attempts"] = sum(pause_s(n) for n in range(1, mapping["MaximumRetryAttempts"] + 1))
    first = min(up, key=up.get)
    return [first] if up[first] < wait else []
