# Reckons with a minute a retry as seen on the dashboard, instead of asking pause_s.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait, lift = fixed_at - arrived, []
    if retention_h * 3600 < wait:
        lift.append("retention")
    if mapping["MaximumRecordAgeInSeconds"] != -1 and mapping["MaximumRecordAgeInSeconds"] < wait:
        lift.append("age")
    if mapping["MaximumRetryAttempts"] != -1 and mapping["MaximumRetryAttempts"] * 60 < wait:
        lift.append("attempts")
    return lift
