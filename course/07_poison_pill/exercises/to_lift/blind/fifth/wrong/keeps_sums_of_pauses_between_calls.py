# Caches sums of pauses for a later pause_s; against "`pause_s(n)` is how many seconds the mapping waits".
_lasts_s = {}


def to_lift(arrived, fixed_at, retention_h, mapping, pause_s):
    wait_s = fixed_at - arrived
    age, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    if retries not in _lasts_s:
        _lasts_s[retries] = sum(pause_s(n) for n in range(1, retries + 1))
    limits = {
        "retention": retention_h * 3600 < wait_s,
        "age": age != -1 and age < wait_s,
        "attempts": retries != -1 and _lasts_s[retries] < wait_s,
    }
    return [name for name, runs_out in limits.items() if runs_out]
