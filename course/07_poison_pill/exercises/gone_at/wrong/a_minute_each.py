# few-retries -> 07.2.retries-ignored
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    age_s = mapping["MaximumRecordAgeInSeconds"]
    return arrived + timedelta(seconds=retention_h * 3600 if age_s == -1 else min(age_s, retention_h * 3600))
