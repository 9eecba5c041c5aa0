# Believes a pause follows the last retry too, so it counts on time that the record does not get.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lifted = []
    if retention_h * 3600 < wait:
        lifted.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lifted.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries != -1:
        tries = retries + 1
        if sum(pause_s(n) for n in range(1, tries + 1)) < wait:
            lifted.append("attempts")
    return lifted
