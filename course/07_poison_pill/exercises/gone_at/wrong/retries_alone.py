# retries-alone -> 07.2.longer-than-retention
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    retries, age_s = mapping["MaximumRetryAttempts"], mapping["MaximumRecordAgeInSeconds"]
    if retries != -1:
        return arrived + timedelta(seconds=sum(pause_s(n) for n in range(1, retries + 1)))
    return arrived + timedelta(seconds=retention_h * 3600 if age_s == -1 else min(age_s, retention_h * 3600))
