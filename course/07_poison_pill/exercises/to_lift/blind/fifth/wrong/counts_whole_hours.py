# Compares whole hours, so 24.5 h fit into 24; against "the limits that run out before `fixed_at`".
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    wait_h = int(wait_s // 3600)
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lift = []
    if wait_h > retention_h:
        lift.append("retention")
    if age != -1 and wait_s > age:
        lift.append("age")
    if retries != -1 and wait_s > sum(map(pause_s, range(1, retries + 1))):
        lift.append("attempts")
    return lift
