def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    lifted = set()
    if arrived + retention_h * 3600 <= fixed_at:
        lifted.add("retention")
    if 0 <= mapping["MaximumRecordAgeInSeconds"] <= fixed_at - arrived:
        lifted.add("age")
    at = arrived
    for failure in range(1, mapping["MaximumRetryAttempts"] + 1):
        at += pause_s(failure)
    if mapping["MaximumRetryAttempts"] >= 0 and at < fixed_at:
        lifted.add("attempts")
    return lifted
