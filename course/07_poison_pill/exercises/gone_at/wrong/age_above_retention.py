# limit-extends-retention -> 07.2.longer-than-retention
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    age_s = mapping["MaximumRecordAgeInSeconds"]
    retries = mapping["MaximumRetryAttempts"]
    until_s = retention_h * 3600 if age_s == -1 else age_s
    if retries != -1:
        until_s = min(until_s, sum(pause_s(n) for n in range(1, retries + 1)))
    return arrived + timedelta(seconds=until_s)
