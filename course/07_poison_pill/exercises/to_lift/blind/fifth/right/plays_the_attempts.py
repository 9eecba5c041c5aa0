# Plays the attempts one after the other with while/else, and asks small predicates.
from datetime import UTC, datetime, timedelta


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    begin, repair = datetime.fromtimestamp(arrived, UTC), datetime.fromtimestamp(fixed_at, UTC)

    def retention():
        return begin + timedelta(hours=retention_h) < repair

    def age():
        limit = mapping["MaximumRecordAgeInSeconds"]
        return limit != -1 and begin + timedelta(seconds=limit) < repair

    def attempts():
        left = mapping["MaximumRetryAttempts"]
        if left == -1:
            return False
        now, failures = arrived, 0
        while now < fixed_at:
            failures += 1
            if failures > left:
                return True
            now += pause_s(failures)
        return False

    return [runs_out.__name__ for runs_out in (retention, age, attempts) if runs_out()]
