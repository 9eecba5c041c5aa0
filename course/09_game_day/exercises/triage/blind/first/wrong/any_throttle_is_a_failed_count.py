# Takes every night with throttled records for an ignored FailedRecordCount: a constant key, a launch and resent batches throttle too.


def total(value):
    """A number, or the sum of a number per minute."""
    return sum(value) if isinstance(value, (list, tuple)) else value


def triage(seen):
    def late():
        return max(seen["age_s"][-5:], default=0) > 60

    throttled = sum(seen["throttled"])
    missing = sum(seen["served"][:-3]) - sum(seen["booked"][:-3])
    if max(seen["age_s"], default=0) > 0.8 * seen["retention_h"] * 3600:
        return "retention-cut"
    if total(seen["undelivered"]) > 0:
        return "destination-denied"
    if "LATEST" in str(seen["position"]):
        return "mapping-recreated-at-latest"
    data = str(seen["newest_data"]).lstrip("b'\"")
    if data and not data.startswith(("{", "[", "eyJ")):
        return "filter-drops-gzip"
    if throttled:
        return "failed-count-ignored"
    if late():
        if sum(seen["read_throttled"]) > 0 and len(seen["readers"]) > 1 and total(seen["errors"]) == 0:
            return "readers-share-a-shard"
        if seen["longest_s"] >= 0.8 * seen["timeout_s"] or "timed out" in seen["log"].lower():
            return "database-slow"
        return "poison-pill"
    if seen["log"] and throttled < 0.5 * missing:
        return "errors-swallowed"
    return "failed-count-ignored"
