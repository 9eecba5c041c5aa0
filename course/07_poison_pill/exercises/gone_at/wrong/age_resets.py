# age-resets -> 07.2.age-ignored
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    retries = mapping["MaximumRetryAttempts"]
    seconds = [retention_h * 3600]
    if retries != -1:
        seconds.append(sum(pause_s(n) for n in range(1, retries + 1)))
    return arrived + timedelta(seconds=min(seconds))
