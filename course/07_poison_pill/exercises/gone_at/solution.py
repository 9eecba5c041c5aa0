from datetime import timedelta


def gone_at(arrived, retention_h, mapping, pause_s):
    # observe
    retries = mapping["MaximumRetryAttempts"]
    age_s = mapping["MaximumRecordAgeInSeconds"]
    # locate
    limits_s = [retention_h * 3600]
    if age_s != -1:
        limits_s.append(age_s)
    if retries != -1:
        limits_s.append(sum(pause_s(n) for n in range(1, retries + 1)))
    return arrived + timedelta(seconds=min(limits_s))
