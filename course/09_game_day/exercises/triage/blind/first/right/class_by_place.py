# A class with one method per place of an event, each a generator of what it finds there.


def total(value):
    if isinstance(value, dict):
        value = list(value.values())
    return sum(value) if isinstance(value, (list, tuple)) else value


class Triage:
    def __call__(self, seen):
        for place in (self.way, self.stream, self.function, self.gateways):
            for cause in place(seen):
                return cause
        return "errors-swallowed"

    def way(self, seen):
        if max(seen["age_s"], default=0) >= 0.8 * seen["retention_h"] * 3600:
            yield "retention-cut"
        if total(seen["undelivered"]):
            yield "destination-denied"
        if seen["position"].upper().endswith("LATEST"):
            yield "mapping-recreated-at-latest"
        if seen["newest_data"] and str(seen["newest_data"]).lstrip("b'\"")[:1] not in "{[e":
            yield "filter-drops-gzip"

    def stream(self, seen):
        if not total(seen["throttled"]):
            if total(seen["stored_again"]):
                yield "whole-batch-retried"
            return
        if max(seen["incoming"].values()) / max(1, sum(seen["incoming"].values())) > 0.8:
            yield "constant-partition-key"
        if total(seen["stored_again"]):
            yield "whole-batch-retried"
        if "DEMAND" in seen["mode"].upper():
            yield "launch-outgrew-on-demand"

    def function(self, seen):
        if max(seen["age_s"][-5:], default=0) <= 60:
            return
        if total(seen["read_throttled"]) and len(seen["readers"]) > 1 and not total(seen["errors"]):
            yield "readers-share-a-shard"
        slow = seen["longest_s"] >= 0.8 * seen["timeout_s"] or "timed out" in seen["log"].lower()
        yield "database-slow" if slow else "poison-pill"

    def gateways(self, seen):
        missing = sum(a - b for a, b in zip(seen["served"][:-3], seen["booked"][:-3]))
        if not seen["log"] or total(seen["throttled"]) >= 0.5 * missing:
            yield "failed-count-ignored"


triage = Triage()
