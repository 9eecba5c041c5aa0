# One chain of conditional expressions, very terse.


def triage(seen):
    def n(key):
        return sum(seen[key]) if isinstance(seen[key], (list, tuple)) else seen[key]

    shards, late = seen["incoming"].values(), max(seen["age_s"][-5:], default=0) > 60
    gap = sum(seen["served"][:-3]) - sum(seen["booked"][:-3])
    return (
        "retention-cut"
        if max(seen["age_s"], default=0) > 2880 * seen["retention_h"]
        else "destination-denied"
        if n("undelivered")
        else "mapping-recreated-at-latest"
        if "LATEST" in seen["position"]
        else "filter-drops-gzip"
        if seen["newest_data"] and str(seen["newest_data"]).lstrip("b'\"")[:1] not in "{[e"
        else "constant-partition-key"
        if n("throttled") and max(shards) > 0.8 * sum(shards)
        else "whole-batch-retried"
        if n("stored_again")
        else "launch-outgrew-on-demand"
        if n("throttled") and "DEMAND" in seen["mode"]
        else "readers-share-a-shard"
        if late and n("read_throttled") and len(seen["readers"]) > 1 and not n("errors")
        else "database-slow"
        if late and (seen["longest_s"] >= 0.8 * seen["timeout_s"] or "timed out" in seen["log"].lower())
        else "poison-pill"
        if late
        else "errors-swallowed"
        if seen["log"] and n("throttled") < 0.5 * gap
        else "failed-count-ignored"
    )
