# First the facts as booleans in a dict, then a match statement over them.


def total(value):
    if isinstance(value, dict):
        value = list(value.values())
    return sum(value) if isinstance(value, (list, tuple)) else value


def facts(seen):
    counts = list(seen["incoming"].values())
    age = max(seen["age_s"][-5:], default=0)
    throttled = total(seen["throttled"])
    missing = sum(seen["served"][:-3]) - sum(seen["booked"][:-3])
    beginning = str(seen["newest_data"]).lstrip("b'\"")
    return {
        "expired": max(seen["age_s"], default=0) > 0.8 * seen["retention_h"] * 3600,
        "undelivered": total(seen["undelivered"]) > 0,
        "latest": "LATEST" in seen["position"],
        "packed": bool(beginning) and beginning[0] not in "{[e",
        "one_shard": throttled > 0 and max(counts) > 0.8 * sum(counts),
        "again": total(seen["stored_again"]) > 0,
        "on_demand": throttled > 0 and "DEMAND" in seen["mode"],
        "late": age > 60,
        "refused": len(seen["readers"]) > 1
        and total(seen["read_throttled"]) > 0
        and not total(seen["errors"]),
        "slow": seen["longest_s"] >= 0.8 * seen["timeout_s"] or "timed out" in seen["log"].lower(),
        "logged": bool(seen["log"]) and throttled < 0.5 * missing,
    }


def triage(seen):
    match facts(seen):
        case {"expired": True}:
            return "retention-cut"
        case {"undelivered": True}:
            return "destination-denied"
        case {"latest": True}:
            return "mapping-recreated-at-latest"
        case {"packed": True}:
            return "filter-drops-gzip"
        case {"one_shard": True}:
            return "constant-partition-key"
        case {"again": True}:
            return "whole-batch-retried"
        case {"on_demand": True}:
            return "launch-outgrew-on-demand"
        case {"late": True, "refused": True}:
            return "readers-share-a-shard"
        case {"late": True, "slow": True}:
            return "database-slow"
        case {"late": True}:
            return "poison-pill"
        case {"logged": True}:
            return "errors-swallowed"
    return "failed-count-ignored"
