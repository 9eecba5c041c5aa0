# Believes 0 retries mean no limit, so a record that is given up after its first try is not kept.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lifted = []
    if retention_h * 3600 < wait:
        lifted.append("retention")
    if 0 < mapping["MaximumRecordAgeInSeconds"] < wait:
        lifted.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries > 0 and sum(pause_s(n) for n in range(1, retries + 1)) < wait:
        lifted.append("attempts")
    return lifted
