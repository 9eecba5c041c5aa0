def triage(seen):
    """Early returns along the way of an event, with other limits than those of the solution."""
    throttled = sum(seen["throttled"])
    stored = list(seen["incoming"].values())
    late = max(seen["age_s"][-5:], default=0) > 60
    if max(seen["age_s"], default=0) > 0.8 * seen["retention_h"] * 3600:
        return "retention-cut"
    if seen["undelivered"] > 0:
        return "destination-denied"
    if "LATEST" in seen["position"]:
        return "mapping-recreated-at-latest"
    if seen["newest_data"] and not seen["newest_data"].startswith(("{", "[")):
        return "filter-drops-gzip"
    if max(stored) > 0.8 * sum(stored):
        return "constant-partition-key"
    if throttled and "DEMAND" in seen["mode"]:
        return "launch-outgrew-on-demand"
    if seen["stored_again"] > 10:
        return "whole-batch-retried"
    if late:
        if sum(seen["read_throttled"]) > 0 and len(seen["readers"]) > 1 and sum(seen["errors"]) == 0:
            return "readers-share-a-shard"
        return "database-slow" if seen["longest_s"] >= 0.8 * seen["timeout_s"] else "poison-pill"
    return "errors-swallowed" if seen["log"] and not throttled else "failed-count-ignored"
