# A generator that yields the limits, and a loop over the retries that stops at the repair.
def _limits(wait_s, retention_h, age, retries, pause_s):
    if wait_s > retention_h * 3_600:
        yield "retention"
    if age != -1 and wait_s > age:
        yield "age"
    if retries != -1:
        waited_s = 0
        for n in range(1, retries + 1):
            waited_s += pause_s(n)
            if waited_s >= wait_s:
                break
        else:
            if waited_s < wait_s:
                yield "attempts"


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    return list(_limits(fixed_at - arrived, retention_h, age, retries, pause_s))
