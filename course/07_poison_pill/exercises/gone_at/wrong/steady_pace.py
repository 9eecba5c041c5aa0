# pauses-stay-short -> 07.2.too-early
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    retries, age_s = mapping["MaximumRetryAttempts"], mapping["MaximumRecordAgeInSeconds"]
    seconds = [retention_h * 3600]
    if age_s != -1:
        seconds.append(age_s)
    if retries != -1:
        seconds.append(retries * pause_s(1))
    return arrived + timedelta(seconds=min(seconds))
