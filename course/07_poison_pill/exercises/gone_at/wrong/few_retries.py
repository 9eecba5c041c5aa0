# few-retries -> 07.2.few-retries
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    retries = mapping["MaximumRetryAttempts"]
    if retries == -1:
        retries = 3
    return arrived + timedelta(seconds=sum(pause_s(n) for n in range(1, retries + 1)))
