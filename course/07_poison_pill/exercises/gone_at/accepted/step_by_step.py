from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    most_s = retention_h * 3600
    if mapping["MaximumRecordAgeInSeconds"] >= 0:
        most_s = min(most_s, mapping["MaximumRecordAgeInSeconds"])
    if mapping["MaximumRetryAttempts"] < 0:
        return arrived + timedelta(seconds=most_s)
    waited_s = 0.0
    for failure in range(1, mapping["MaximumRetryAttempts"] + 1):
        waited_s += pause_s(failure)
        if waited_s >= most_s:
            return arrived + timedelta(seconds=most_s)
    return arrived + timedelta(seconds=waited_s)
