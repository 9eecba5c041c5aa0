# Takes 0 retries for "off", like -1: the record is dropped at its first failure, and the limit isn't lifted.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    lift = []
    if arrived + retention_h * 3600 < fixed_at:
        lift.append("retention")
    age = mapping["MaximumRecordAgeInSeconds"]
    if age > 0 and arrived + age < fixed_at:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries > 0 and arrived + sum(pause_s(n) for n in range(1, retries + 1)) < fixed_at:
        lift.append("attempts")
    return lift
