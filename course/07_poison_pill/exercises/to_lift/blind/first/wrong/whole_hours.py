# Counts the wait in whole hours; a repair half an hour after the retention looks as if it came in time.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    hours, lift = (fixed_at - arrived) // 3600, []
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if hours > retention_h:
        lift.append("retention")
    if age != -1 and age < fixed_at - arrived:
        lift.append("age")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < fixed_at - arrived:
        lift.append("attempts")
    return lift
