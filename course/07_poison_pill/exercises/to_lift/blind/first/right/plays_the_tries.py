# Plays try by try until the repair or until the retries are used up.
def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    def gives_up():
        now, left, failures = arrived, mapping["MaximumRetryAttempts"], 0
        while left != -1 and now < fixed_at:
            failures += 1
            if failures > left:
                return True
            now += pause_s(failures)
        return False

    limit_s = mapping["MaximumRecordAgeInSeconds"]
    answers = {
        "retention": fixed_at - arrived > retention_h * 3600,
        "age": limit_s >= 0 and fixed_at - arrived > limit_s,
        "attempts": gives_up(),
    }
    return sorted(filter(answers.get, answers))
