# An ordered table of (id, test) pairs, and next() takes the first test that holds.


def total(value):
    if isinstance(value, dict):
        value = list(value.values())
    return sum(value) if isinstance(value, (list, tuple)) else value


def missing(seen):
    return sum(seen["served"][:-3]) - sum(seen["booked"][:-3])


def is_late(seen):
    return max(seen["age_s"][-4:], default=0) > 60


def skewed(seen):
    counts = seen["incoming"].values()
    return total(seen["throttled"]) > 0 and max(counts) > 0.8 * sum(counts)


def is_text(data):
    return data.lstrip("b'\"")[:1] in ("{", "[") or data.startswith("eyJ")


TESTS = (
    ("retention-cut", lambda s: max(s["age_s"], default=0) > 0.8 * 3600 * s["retention_h"]),
    ("destination-denied", lambda s: total(s["undelivered"]) > 0),
    ("mapping-recreated-at-latest", lambda s: "LATEST" in s["position"]),
    ("filter-drops-gzip", lambda s: s["newest_data"] and not is_text(str(s["newest_data"]))),
    ("constant-partition-key", skewed),
    ("whole-batch-retried", lambda s: total(s["stored_again"]) > 0),
    ("launch-outgrew-on-demand", lambda s: "DEMAND" in s["mode"] and total(s["throttled"]) > 0),
    (
        "readers-share-a-shard",
        lambda s: (
            is_late(s) and len(s["readers"]) > 1 and total(s["read_throttled"]) > 0 and not total(s["errors"])
        ),
    ),
    (
        "database-slow",
        lambda s: is_late(s) and (s["longest_s"] >= 0.8 * s["timeout_s"] or "timed out" in s["log"].lower()),
    ),
    ("poison-pill", is_late),
    ("errors-swallowed", lambda s: s["log"] and total(s["throttled"]) < 0.5 * missing(s)),
    ("failed-count-ignored", lambda s: True),
)


def triage(seen):
    return next(cause for cause, test in TESTS if test(seen))
