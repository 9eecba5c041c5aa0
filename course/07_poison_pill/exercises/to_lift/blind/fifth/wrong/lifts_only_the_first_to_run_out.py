# Lifts just the first to run out, the next one drops it; against "the limits that run out before".
from itertools import accumulate


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    ends = {"retention": retention_h * 3600}
    if mapping["MaximumRecordAgeInSeconds"] != -1:
        ends["age"] = mapping["MaximumRecordAgeInSeconds"]
    if mapping["MaximumRetryAttempts"] != -1:
        pauses = (pause_s(n) for n in range(1, mapping["MaximumRetryAttempts"] + 1))
        ends["attempts"] = max(accumulate(pauses), default=0)
    first = min(ends, key=ends.get)  # this one decides how the record ends
    return [first] if ends[first] < wait_s else []
