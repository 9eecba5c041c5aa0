# Types in the lab's own pauses; against "`pause_s(n)` is how many seconds the mapping waits".
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    # half a second, doubled until it reaches a minute
    pauses = [min(60, 0.5 * 2 ** min(n, 10)) for n in range(max(retries, 0))]
    lift = []
    if retention_h * 3600 < wait_s:
        lift.append("retention")
    if age != -1 and age < wait_s:
        lift.append("age")
    if retries != -1 and sum(pauses) < wait_s:
        lift.append("attempts")
    return lift
