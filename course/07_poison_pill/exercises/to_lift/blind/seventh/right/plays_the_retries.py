# Plays the failures one by one until the repair, and counts how many retries they take.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    waiting = fixed_at - arrived
    most = mapping["MaximumRetryAttempts"]
    out_of_retries = False
    if most != -1:
        at, failures = 0.0, 0
        while at < waiting and not out_of_retries:
            failures += 1  # this attempt fails
            out_of_retries = failures > most
            at += pause_s(failures)
    age = mapping["MaximumRecordAgeInSeconds"]
    lifted = []
    if waiting > retention_h * 60 * 60:
        lifted.append("retention")
    if 0 <= age < waiting:
        lifted.append("age")
    if out_of_retries:
        lifted.append("attempts")
    return lifted
