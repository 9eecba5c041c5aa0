# Types in the pauses that the lab describes, half a second doubling to a minute, and never asks pause_s.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    retries = mapping["MaximumRetryAttempts"]
    age = mapping["MaximumRecordAgeInSeconds"]
    lift = []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if age >= 0 and age < wait:
        lift.append("age")
    if retries >= 0:
        lasts = sum(min(60, 0.5 * 2 ** min(n, 10)) for n in range(retries))
        if lasts < wait:
            lift.append("attempts")
    return lift
