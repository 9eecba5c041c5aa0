# Counts a last attempt exactly at fixed_at as failed, though the function is repaired then: lifts too much.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    lift = []
    if arrived + 3600 * retention_h < fixed_at:
        lift.append("retention")
    age = mapping["MaximumRecordAgeInSeconds"]
    if age >= 0 and arrived + age < fixed_at:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries >= 0:
        last_try = arrived + sum(pause_s(n) for n in range(1, retries + 1))
        if last_try <= fixed_at:
            lift.append("attempts")
    return lift
