# Multiplies the last pause by the number of retries; the earlier ones are shorter, so the tries end sooner.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries == 0 or (retries > 0 and retries * pause_s(retries) < wait):
        lift.append("attempts")
    return lift
