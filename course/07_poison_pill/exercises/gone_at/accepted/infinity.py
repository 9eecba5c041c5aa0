from datetime import UTC, datetime


def gone_at(arrived, retention_h, mapping, pause_s):
    never = float("inf")
    age_s, retries = mapping["MaximumRecordAgeInSeconds"], mapping["MaximumRetryAttempts"]
    by_age_s = never if age_s == -1 else age_s
    by_retries_s = never if retries == -1 else sum(map(pause_s, range(1, 1 + retries)))
    seconds = min(retention_h * 3600, by_age_s, by_retries_s)
    return datetime.fromtimestamp(arrived.timestamp() + seconds, UTC)
