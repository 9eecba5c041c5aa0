def triage(seen):
    """From the books backwards: what does the function say, then the mapping, then the stream?"""
    counts = list(zip(seen["served"], seen["booked"]))
    if "was not booked" in seen["log"]:
        return "errors-swallowed"
    if seen["longest_s"] >= seen["timeout_s"]:
        return "database-slow"
    if any(seen["errors"]):
        return "destination-denied" if seen["undelivered"] > 0 else "poison-pill"
    if sum(seen["read_throttled"]) > 100:
        return "readers-share-a-shard"
    if not any(seen["invocations"][-5:]) and seen["newest_data"][:1] != "{":
        return "filter-drops-gzip"
    if 0 in seen["incoming"].values():
        return "constant-partition-key"
    if sum(seen["throttled"]):
        if seen["mode"] != "PROVISIONED":
            return "launch-outgrew-on-demand"
        return "whole-batch-retried" if seen["stored_again"] else "failed-count-ignored"
    whole = [place for place, (served, booked) in enumerate(counts) if served == booked]
    return "mapping-recreated-at-latest" if whole else "retention-cut"
