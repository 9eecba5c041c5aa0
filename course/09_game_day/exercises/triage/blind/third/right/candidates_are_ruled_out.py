# Follows the places: functions for the function, the way and the gateways, each of which returns a cause or
# None.
def numbers(series):
    """The numbers of a series, whether it holds counts or (minute, count) pairs."""
    if isinstance(series, dict):
        series = series.values()
    elif not isinstance(series, (list, tuple)):
        series = [series]
    return [float((item[-1] if isinstance(item, (list, tuple)) else item) or 0) for item in series]


def at_the_function(seen):
    log, failed = seen["log"] or "", sum(numbers(seen["errors"]))
    if sum(numbers(seen["undelivered"] or 0)) > 0:
        return "destination-denied"
    if failed and "[ERROR]" in log and "Task timed out" not in log:
        return "poison-pill"
    return None


def late(seen):
    oldest = max(numbers(seen["age_s"] or []), default=0)
    if oldest <= 180:
        return None
    if oldest >= seen["retention_h"] * 3600 * 0.9:
        return "retention-cut"
    return "readers-share-a-shard" if sum(numbers(seen["read_throttled"])) > 0 else "database-slow"


def silent(seen):
    log = seen["log"] or ""
    if log and "[ERROR]" not in log and "Task timed out" not in log:
        return "errors-swallowed"
    if seen["newest_data"] and seen["newest_data"].strip()[:1] not in "{[":
        return "filter-drops-gzip"
    return "mapping-recreated-at-latest" if seen["position"] == "LATEST" else None


def at_the_stream(seen):
    counts = numbers(seen["incoming"] or [])
    if "demand" in seen["mode"].lower() and sum(numbers(seen["throttled"])):
        return "launch-outgrew-on-demand"
    if len(counts) > 1 and max(counts) > 0.9 * sum(counts) > 0:
        return "constant-partition-key"
    return None


def at_the_gateways(seen):
    return "whole-batch-retried" if seen["stored_again"] > 10 else "failed-count-ignored"


def triage(seen):
    steps = at_the_stream, at_the_function, late, silent, at_the_gateways
    return next(cause for step in steps if (cause := step(seen)))
