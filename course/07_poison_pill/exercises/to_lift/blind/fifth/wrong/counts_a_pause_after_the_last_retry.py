# Adds a pause after the last retry, though then "the mapping drops the batch" at once (the table of limits).
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lift = []
    if retention_h * 3600 < wait_s:
        lift.append("retention")
    if age >= 0 and age < wait_s:
        lift.append("age")
    attempts = retries + 1  # the first delivery, and the retries
    if retries >= 0 and sum(pause_s(n) for n in range(1, attempts + 1)) < wait_s:
        lift.append("attempts")
    return lift
