# Collects in a module's list; the second call still names the limits of the first.
LIFT = []


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retention_h * 3600 < wait:
        LIFT.append("retention")
    if age != -1 and age < wait:
        LIFT.append("age")
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        LIFT.append("attempts")
    return LIFT
