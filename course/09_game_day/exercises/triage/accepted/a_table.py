RULES = [
    ("errors-swallowed", lambda seen: "not booked" in seen["log"]),
    ("database-slow", lambda seen: "Task timed out" in seen["log"]),
    ("destination-denied", lambda seen: seen["undelivered"] > 0),
    ("poison-pill", lambda seen: "[ERROR]" in seen["log"]),
    ("readers-share-a-shard", lambda seen: len(seen["readers"]) >= 4),
    ("launch-outgrew-on-demand", lambda seen: seen["mode"] == "ON_DEMAND"),
    ("constant-partition-key", lambda seen: sorted(seen["incoming"].values())[-2] == 0),
    ("whole-batch-retried", lambda seen: seen["stored_again"] >= 10),
    ("failed-count-ignored", lambda seen: max(seen["throttled"], default=0) > 0),
    ("filter-drops-gzip", lambda seen: "event_id" not in seen["newest_data"]),
    ("mapping-recreated-at-latest", lambda seen: seen["position"] == "LATEST"),
    ("retention-cut", lambda seen: True),
]


def triage(seen):
    """The first rule that holds."""
    return next(cause for cause, holds in RULES if holds(seen))
