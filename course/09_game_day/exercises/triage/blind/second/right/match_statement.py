# Facts first, then a match statement over a tuple of them.
def triage(seen):
    """Return the id of the cause."""
    ages = [age for age in seen["age_s"] if age is not None]
    late = max(ages[-5:], default=0)
    counts = sorted(seen["incoming"].values())
    match (str(seen["mode"]).upper().replace("-", "_"), seen["position"], seen["log"]):
        case ("ON_DEMAND", _, _):
            return "launch-outgrew-on-demand"
        case _ if counts and counts[-1] > 0 and sum(counts[:-1]) <= 0.05 * counts[-1]:
            return "constant-partition-key"
        case _ if seen["undelivered"]:
            return "destination-denied"
        case (_, "LATEST", _):
            return "mapping-recreated-at-latest"
        case _ if any(seen["read_throttled"]):
            return "readers-share-a-shard"
        case (_, _, line) if "[ERROR]" in line:
            return "poison-pill"
        case _ if late >= 0.9 * 3600 * seen["retention_h"]:
            return "retention-cut"
        case (_, _, line) if "Task timed out" in line or late > 120:
            return "database-slow"
        case _ if seen["newest_data"] and not seen["newest_data"].lstrip().startswith("{"):
            return "filter-drops-gzip"
        case (_, _, line) if line:
            return "errors-swallowed"
    return "whole-batch-retried" if seen["stored_again"] > 10 else "failed-count-ignored"
