# Lifts only the limit that runs out first: the next one ends the record before the repair.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    ends = {"retention": retention_h * 3600}
    if mapping["MaximumRecordAgeInSeconds"] != -1:
        ends["age"] = mapping["MaximumRecordAgeInSeconds"]
    if mapping["MaximumRetryAttempts"] != -1:
        ends["attempts"] = sum(pause_s(n) for n in range(1, mapping["MaximumRetryAttempts"] + 1))
    first = min(ends, key=ends.get)
    return [first] if ends[first] < wait else []
