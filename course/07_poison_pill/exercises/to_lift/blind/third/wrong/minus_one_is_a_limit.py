# Believes every number is a limit, so -1, which is off, looks as if it were up before the record has arrived.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    tried_s = sum(pause_s(n) for n in range(1, mapping["MaximumRetryAttempts"] + 1))
    up_after = {
        "retention": retention_h * 3600,
        "age": mapping["MaximumRecordAgeInSeconds"],
        "attempts": tried_s,
    }
    return [name for name, seconds in up_after.items() if seconds < wait]
