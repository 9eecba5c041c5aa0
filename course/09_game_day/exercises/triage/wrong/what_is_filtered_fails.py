# filtered-records-are-failures -> 09.1.other-cause
LOG_LINES = {
    "was not booked": "errors-swallowed",
    "timed out": "database-slow",
    "[ERROR]": "poison-pill",
}


def triage(seen):
    # observe
    log, data, throttled = seen["log"], seen["newest_data"], sum(seen["throttled"])
    # locate: at the gateways, in the stream
    if throttled and seen["mode"] == "ON_DEMAND":
        return "launch-outgrew-on-demand"
    if min(seen["incoming"].values()) == 0:
        return "constant-partition-key"
    if seen["stored_again"]:
        return "whole-batch-retried"
    if throttled:
        return "failed-count-ignored"
    # locate: between the stream and the function
    if seen["undelivered"] and data and not data.startswith("{"):
        return "filter-drops-gzip"
    if sum(seen["read_throttled"]):
        return "readers-share-a-shard"
    if min(seen["age_s"], default=0) > 0.9 * 3600 * seen["retention_h"]:
        return "retention-cut"
    # locate: in the function
    if seen["undelivered"]:
        return "destination-denied"
    return next((cause for words, cause in LOG_LINES.items() if words in log), "mapping-recreated-at-latest")
