# age-is-low-again -> 09.1.age-fell
LOG_LINES = {
    "was not booked": "errors-swallowed",
    "timed out": "database-slow",
    "[ERROR]": "poison-pill",
}


def triage(seen):
    # observe
    log, data = seen["log"], seen["newest_data"]
    # locate: at the gateways, in the stream
    if any(seen["throttled"]) and seen["mode"] == "ON_DEMAND":
        return "launch-outgrew-on-demand"
    if min(seen["incoming"].values()) == 0:
        return "constant-partition-key"
    if seen["stored_again"] > 10:
        return "whole-batch-retried"
    if any(seen["throttled"]):
        return "failed-count-ignored"
    # locate: between the stream and the function
    if len(seen["readers"]) > 2:
        return "readers-share-a-shard"
    if data and not data.startswith("{"):
        return "filter-drops-gzip"
    if max(seen["age_s"], default=0) > 3600 * (seen["retention_h"] + 1):
        return "retention-cut"
    # locate: in the function
    if seen["undelivered"]:
        return "destination-denied"
    return next((cause for words, cause in LOG_LINES.items() if words in log), "mapping-recreated-at-latest")
