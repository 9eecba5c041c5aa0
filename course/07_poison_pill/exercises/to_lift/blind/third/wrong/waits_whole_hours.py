# Believes hours are compared with whole hours, so half an hour more than the retention counts as within it.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    lifted = []
    if wait // 3600 > retention_h:
        lifted.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] >= 0 and wait > mapping["MaximumRecordAgeInSeconds"]:
        lifted.append("age")
    retries = mapping["MaximumRetryAttempts"]
    if retries >= 0 and wait > sum(map(pause_s, range(1, retries + 1))):
        lifted.append("attempts")
    return lifted
