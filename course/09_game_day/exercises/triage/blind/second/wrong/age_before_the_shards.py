# Asks for the age before it counts per shard: a constant key looks like a slow database.
def triage(seen):
    """Return the id of the cause."""
    ages = [age for age in seen["age_s"] if age is not None]
    age = max(ages[-5:], default=0)
    stored = list(seen["incoming"].values())
    log = seen["log"]
    if "DEMAND" in str(seen["mode"]).upper():
        return "launch-outgrew-on-demand"
    if seen["undelivered"]:
        return "destination-denied"
    if seen["position"] == "LATEST":
        return "mapping-recreated-at-latest"
    if sum(seen["read_throttled"]) > 0:
        return "readers-share-a-shard"
    if "[ERROR]" in log:
        return "poison-pill"
    if age >= 0.9 * 3600 * seen["retention_h"]:
        return "retention-cut"
    if "Task timed out" in log or age > 120:
        return "database-slow"
    if sum(stored) and max(stored) >= 0.95 * sum(stored):
        return "constant-partition-key"
    if seen["newest_data"] and not seen["newest_data"].lstrip().startswith("{"):
        return "filter-drops-gzip"
    if log:
        return "errors-swallowed"
    return "whole-batch-retried" if seen["stored_again"] > 10 else "failed-count-ignored"
