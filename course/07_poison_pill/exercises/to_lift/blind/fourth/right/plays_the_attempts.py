# Plays the attempts one by one on a clock and stops at the first that comes with the repair or after it.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    return [
        *(["attempts"] if attempts_end(wait, mapping["MaximumRetryAttempts"], pause_s) else []),
        *(["age"] if 0 <= mapping["MaximumRecordAgeInSeconds"] < wait else []),
        *(["retention"] if retention_h < wait / 3_600 else []),
    ]


def attempts_end(wait, retries, pause_s):
    if retries == -1:
        return False
    clock, failures = 0.0, 1  # the first attempt fails at once
    while clock < wait:
        if failures > retries:
            return True
        clock += pause_s(failures)
        failures += 1
    return False
