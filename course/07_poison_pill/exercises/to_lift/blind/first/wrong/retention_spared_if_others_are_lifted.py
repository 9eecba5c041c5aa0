# Believed that with a mapping's limit lifted the record is safe; the retention goes on in the meantime.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if age != -1 and age < wait:
        lift.append("age")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lift.append("attempts")
    if not lift and retention_h * 3600 < wait:
        lift.append("retention")
    return lift
