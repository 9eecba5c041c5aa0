# few-retries -> 07.2.few-retries
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    return arrived + timedelta(minutes=3)
