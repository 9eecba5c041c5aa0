# Compares the number of retries with the wait, as if each took a second.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retention_h * 3600 < wait:
        lift.append("retention")
    if age != -1 and age < wait:
        lift.append("age")
    if retries != -1 and retries < wait:
        lift.append("attempts")
    return lift
