# A dataclass that observes one group after the other and keeps what is known.
from dataclasses import dataclass, field


@dataclass
class Tank:
    most: float
    burst: float | None = None
    rates: list = field(default_factory=list)
    empty: bool = False
    before: list = field(default_factory=list)  # the groups up to the first limit
    hit: bool = False

    def observe(self, group):
        limit = group["stored"] < group["sent"]
        if limit and self.empty and group["pause_s"] > 0 and group["stored"] < 0.93 * self.most:
            self.rates.append((group["pause_s"], group["stored"]))
        if not self.hit:
            self.before.append(group)
            self.hit = limit
        self.empty = limit

    @property
    def per_s(self):
        if not self.rates:
            return None
        longest, stored = max(self.rates)  # the longest pause has the smallest noise
        return stored / longest

    @property
    def size(self):
        if not self.hit:
            return None
        *earlier, last = self.before
        if not earlier:
            return last["stored"]
        if self.per_s is None:
            return None
        used = 0.0
        for group in earlier:
            used = max(0.0, used - self.per_s * group["pause_s"]) + group["stored"]
        return last["stored"] + max(0.0, used - self.per_s * last["pause_s"])


def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    tank = Tank(most=max((group["stored"] for group in groups), default=0))
    for group in groups:
        tank.observe(group)
    return {"burst": tank.size, "per_s": tank.per_s}
