# Plain ifs from the most certain evidence to the least, with a helper for all kinds of series.
def numbers(series):
    """The numbers of a series, whether it holds counts or (minute, count) pairs."""
    if isinstance(series, dict):
        series = series.values()
    elif not isinstance(series, (list, tuple)):
        series = [series]
    return [float((item[-1] if isinstance(item, (list, tuple)) else item) or 0) for item in series]


def is_json(text):
    return text.lstrip()[:1] in ("{", "[")


def triage(seen):
    log = seen["log"] or ""
    ages = numbers(seen["age_s"] or [])
    incoming = numbers(seen["incoming"] or [])
    throttled = sum(numbers(seen["throttled"]))
    errors = sum(numbers(seen["errors"]))
    raised = "[ERROR]" in log
    timed_out = "Task timed out" in log
    late = max(ages, default=0) > 180
    if throttled and "demand" in seen["mode"].lower():
        return "launch-outgrew-on-demand"
    if seen["undelivered"] and sum(numbers(seen["undelivered"])):
        return "destination-denied"
    if len(incoming) > 1 and max(incoming) > 0.9 * sum(incoming) > 0:
        return "constant-partition-key"
    if raised and errors and not timed_out:
        return "poison-pill"
    if late:
        if max(ages) > 0.9 * seen["retention_h"] * 3600:
            return "retention-cut"
        if sum(numbers(seen["read_throttled"])) and len(seen["readers"]) > 1:
            return "readers-share-a-shard"
        return "database-slow"
    if log and not raised and not timed_out:
        return "errors-swallowed"
    if seen["newest_data"] and not is_json(seen["newest_data"]):
        return "filter-drops-gzip"
    if seen["position"] == "LATEST":
        return "mapping-recreated-at-latest"
    if throttled:
        return "whole-batch-retried" if seen["stored_again"] > 10 else "failed-count-ignored"
    return "database-slow"
