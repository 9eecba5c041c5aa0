# Compares whole hours with the retention, so a repair half an hour after the record expires seems in time.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    wait_h = int(wait_s // 3_600)
    lift = []
    if wait_h > retention_h:
        lift.append("retention")
    age = mapping["MaximumRecordAgeInSeconds"]
    if age != -1 and age < wait_s:
        lift.append("age")
    attempts = mapping["MaximumRetryAttempts"]
    if attempts != -1:
        tried_s = 0
        for n in range(1, attempts + 1):
            tried_s += pause_s(n)
        if tried_s < wait_s:
            lift.append("attempts")
    return lift
