# Returns the names of the mapping's settings instead of "age" and "attempts".
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retention_h * 3600 < wait:
        lift.append("RetentionPeriodHours")
    if age != -1 and age < wait:
        lift.append("MaximumRecordAgeInSeconds")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lift.append("MaximumRetryAttempts")
    return lift
