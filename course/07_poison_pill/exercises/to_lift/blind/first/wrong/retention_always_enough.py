# Looks at the mapping's limits only; with the retention up before the repair the record is gone.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if age != -1 and age < wait:
        lift.append("age")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lift.append("attempts")
    return lift
