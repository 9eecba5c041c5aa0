# day-after-deployment -> 07.2.deployment
from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    return mapping["LastModified"] + timedelta(hours=retention_h)
