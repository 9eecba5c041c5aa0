# An ordered table of causes and predicates; the first that holds is the answer.
def numbers(series):
    """The numbers of a series, whether it holds counts or (minute, count) pairs."""
    if isinstance(series, dict):
        series = series.values()
    elif not isinstance(series, (list, tuple)):
        series = [series]
    return [float((item[-1] if isinstance(item, (list, tuple)) else item) or 0) for item in series]


def total(series):
    return sum(numbers(series or []))


def age(seen):
    return max(numbers(seen["age_s"] or []), default=0)


def one_shard(seen):
    counts = sorted(numbers(seen["incoming"] or []))
    return len(counts) > 1 and counts[-1] > 0 and sum(counts[:-1]) < 0.1 * counts[-1]


def handlers_line(seen):
    return bool(seen["log"]) and not any(mark in seen["log"] for mark in ("[ERROR]", "Task timed out"))


RULES = (
    ("launch-outgrew-on-demand", lambda s: "PROVISIONED" not in s["mode"].upper() and total(s["throttled"])),
    ("destination-denied", lambda s: total(s["undelivered"])),
    ("constant-partition-key", one_shard),
    ("poison-pill", lambda s: total(s["errors"]) and "[ERROR]" in s["log"] and "timed out" not in s["log"]),
    ("retention-cut", lambda s: age(s) > 0.9 * 3600 * s["retention_h"]),
    ("readers-share-a-shard", lambda s: age(s) > 180 and total(s["read_throttled"])),
    ("database-slow", lambda s: age(s) > 180),
    ("errors-swallowed", handlers_line),
    ("filter-drops-gzip", lambda s: s["newest_data"] and not s["newest_data"].lstrip().startswith("{")),
    ("mapping-recreated-at-latest", lambda s: s["position"] == "LATEST"),
    ("whole-batch-retried", lambda s: total(s["throttled"]) and s["stored_again"] > 10),
    ("failed-count-ignored", lambda s: total(s["throttled"])),
)


def triage(seen):
    return next((cause for cause, holds in RULES if holds(seen)), "database-slow")
