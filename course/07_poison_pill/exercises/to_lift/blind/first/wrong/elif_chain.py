# Chains the questions with elif; of two limits that are up only one is named.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retries != -1 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        return ["attempts"]
    elif age != -1 and age < wait:
        return ["age"]
    elif retention_h * 3600 < wait:
        return ["retention"]
    return []
