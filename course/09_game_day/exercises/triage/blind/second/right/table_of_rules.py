# A table of rules, and next() takes the first that holds.
def _share(seen):
    stored = seen["incoming"].values()
    return max(stored, default=0) / max(1, sum(stored))


def _age(seen):
    return max([age for age in seen["age_s"] if age is not None][-5:], default=0)


RULES = (
    ("launch-outgrew-on-demand", lambda s: "DEMAND" in str(s["mode"]).upper()),
    ("constant-partition-key", lambda s: _share(s) >= 0.95),
    ("destination-denied", lambda s: s["undelivered"]),
    ("mapping-recreated-at-latest", lambda s: s["position"] == "LATEST"),
    ("readers-share-a-shard", lambda s: any(s["read_throttled"])),
    ("poison-pill", lambda s: "[ERROR]" in s["log"]),
    ("retention-cut", lambda s: _age(s) >= 0.9 * 3600 * s["retention_h"]),
    ("database-slow", lambda s: "Task timed out" in s["log"] or _age(s) > 120),
    ("filter-drops-gzip", lambda s: s["newest_data"] and s["newest_data"].lstrip()[:1] != "{"),
    ("errors-swallowed", lambda s: s["log"]),
    ("whole-batch-retried", lambda s: s["stored_again"] > 10),
    ("failed-count-ignored", lambda s: True),
)


def triage(seen):
    """Return the id of the cause."""
    return next(cause for cause, holds in RULES if holds(seen))
