# Compares -1 like any other number; limits that are off are named as to be lifted.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    tries_s = sum(pause_s(n) for n in range(1, mapping["MaximumRetryAttempts"] + 1))
    limits = {
        "retention": retention_h * 3600,
        "age": mapping["MaximumRecordAgeInSeconds"],
        "attempts": tries_s,
    }
    return [name for name, seconds in limits.items() if seconds < wait]
