# Plays the tries of the record on a clock of its own until they are used up or it is repaired.
def _used_up(tries_left, wait_s, pause_s):
    clock, failures = 0.0, 0
    while clock < wait_s:
        failures += 1
        if tries_left == 0:
            return True
        tries_left -= 1
        clock += pause_s(failures)
    return False


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    answer = []
    if wait_s > retention_h * 60 * 60:
        answer += ["retention"]
    age = mapping["MaximumRecordAgeInSeconds"]
    if age >= 0 and wait_s > age:
        answer += ["age"]
    tries = mapping["MaximumRetryAttempts"]
    if tries >= 0 and _used_up(tries, wait_s, pause_s):
        answer += ["attempts"]
    return answer
