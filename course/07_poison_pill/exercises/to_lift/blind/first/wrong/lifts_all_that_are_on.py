# Lifts every limit that is on, to be safe; one that can stay has to stay.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    lift = ["retention"] if retention_h < 168 else []
    if mapping["MaximumRecordAgeInSeconds"] != -1:
        lift.append("age")
    if mapping["MaximumRetryAttempts"] != -1:
        lift.append("attempts")
    return lift
