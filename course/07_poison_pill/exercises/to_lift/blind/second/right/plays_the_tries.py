# Plays the failures one by one until the repair, with while/else.


def _attempts_run_out(wait, attempts, pause_s):
    now, failures = 0, 1
    while failures <= attempts:
        now += pause_s(failures)
        failures += 1
        if now >= wait:
            return False
    else:
        return now < wait


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if mapping["MaximumRetryAttempts"] >= 0:
        if _attempts_run_out(wait, mapping["MaximumRetryAttempts"], pause_s):
            lift += ["attempts"]
    if 0 <= mapping["MaximumRecordAgeInSeconds"] < wait:
        lift += ["age"]
    if wait > retention_h * 60 * 60:
        lift += ["retention"]
    return lift
