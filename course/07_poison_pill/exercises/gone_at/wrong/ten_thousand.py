# default-is-finite -> 07.2.default-is-finite
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    retries = mapping["MaximumRetryAttempts"]
    age_s = mapping["MaximumRecordAgeInSeconds"]
    seconds = [
        retention_h * 3600,
        sum(pause_s(n) for n in range(1, (10_000 if retries == -1 else retries) + 1)),
    ]
    if age_s != -1:
        seconds.append(age_s)
    return arrived + timedelta(seconds=min(seconds))
