# Counts the first attempt as a retry, so one pause is missing: lifts a limit that lasts until the repair.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, attempts = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if age != -1 and age < wait:
        lift.append("age")
    if attempts != -1 and sum(pause_s(n) for n in range(1, attempts)) < wait:
        lift.append("attempts")
    return lift
