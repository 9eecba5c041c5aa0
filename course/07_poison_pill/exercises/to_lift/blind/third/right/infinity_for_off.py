# A table of moments with infinity for what is off, compared in one comprehension.
import math


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    off = {-1: math.inf}
    age = mapping["MaximumRecordAgeInSeconds"]
    tries = mapping["MaximumRetryAttempts"]
    lasts = math.inf if tries in off else math.fsum(pause_s(n + 1) for n in range(tries))
    up_at = {"attempts": lasts, "age": off.get(age, age), "retention": retention_h * 3600}
    return [name for name in sorted(up_at) if arrived + up_at[name] < fixed_at]
