# Plays one attempt after the other with while/else until the retries are used up or the function is repaired.
def _retries_run_out(arrived, fixed_at, retries, pause_s):
    failures, waited = 0, 0
    while arrived + waited < fixed_at:
        failures += 1  # this attempt is before the repair
        if failures > retries:
            return True
        waited += pause_s(failures)
    else:
        return False


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    lift = ["retention"] if arrived + retention_h * 60 * 60 < fixed_at else []
    match mapping["MaximumRecordAgeInSeconds"]:
        case -1:
            pass
        case age if arrived + age < fixed_at:
            lift += ["age"]
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1 and _retries_run_out(arrived, fixed_at, retries, pause_s):
        lift += ["attempts"]
    return lift
