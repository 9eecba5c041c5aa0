# Looks at the errors before the messages that couldn't be delivered: behind a denied destination there are always errors, so it's named a poison pill.


def total(value):
    """A number, or the sum of a number per minute."""
    return sum(value) if isinstance(value, (list, tuple)) else value


def triage(seen):
    def late():
        return max(seen["age_s"][-5:], default=0) > 60

    throttled = sum(seen["throttled"])
    stored = list(seen["incoming"].values())
    missing = sum(seen["served"][:-3]) - sum(seen["booked"][:-3])
    if max(seen["age_s"], default=0) > 0.8 * seen["retention_h"] * 3600:
        return "retention-cut"
    if total(seen["errors"]) > 0 and seen["longest_s"] < 0.8 * seen["timeout_s"]:
        return "poison-pill"
    if total(seen["undelivered"]) > 0:
        return "destination-denied"
    if "LATEST" in str(seen["position"]):
        return "mapping-recreated-at-latest"
    data = str(seen["newest_data"]).lstrip("b'\"")
    if data and not data.startswith(("{", "[", "eyJ")):
        return "filter-drops-gzip"
    if throttled and max(stored) > 0.8 * sum(stored):
        return "constant-partition-key"
    if total(seen["stored_again"]) > 0:
        return "whole-batch-retried"
    if throttled and "DEMAND" in seen["mode"]:
        return "launch-outgrew-on-demand"
    if late():
        if sum(seen["read_throttled"]) > 0 and len(seen["readers"]) > 1 and total(seen["errors"]) == 0:
            return "readers-share-a-shard"
        if seen["longest_s"] >= 0.8 * seen["timeout_s"] or "timed out" in seen["log"].lower():
            return "database-slow"
        return "poison-pill"
    if seen["log"] and throttled < 0.5 * missing:
        return "errors-swallowed"
    return "failed-count-ignored"
