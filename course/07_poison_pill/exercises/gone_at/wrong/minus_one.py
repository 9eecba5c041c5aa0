# minus-one-is-a-number -> 07.2.minus-one
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    retries = sum(pause_s(n) for n in range(1, mapping["MaximumRetryAttempts"] + 1))
    return arrived + timedelta(seconds=min(retention_h * 3600, mapping["MaximumRecordAgeInSeconds"], retries))
