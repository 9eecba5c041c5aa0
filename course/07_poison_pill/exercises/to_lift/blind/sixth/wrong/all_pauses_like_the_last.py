# Multiplies the last pause by the retries: the first ones are shorter, so they run out sooner.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    lift = []
    if wait > retention_h * 3600:
        lift.append("retention")
    if age != -1 and wait > age:
        lift.append("age")
    if retries == 0 or (retries > 0 and wait > retries * pause_s(retries)):
        lift.append("attempts")
    return lift
