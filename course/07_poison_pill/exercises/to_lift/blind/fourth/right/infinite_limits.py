# Turns each limit into the seconds after which it runs out, infinity for none, and compares all in one go.
import math
from itertools import accumulate


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    *_, last_retry = accumulate((pause_s(n) for n in range(1, retries + 1)), initial=0)
    runs_out_s = {
        "retention": 3_600 * retention_h,
        "age": math.inf if age == -1 else age,
        "attempts": math.inf if retries == -1 else last_retry,
    }
    return [name for name, seconds in runs_out_s.items() if arrived + seconds < fixed_at]
