# Frozen dataclasses, named properties and early returns.
from dataclasses import dataclass
from itertools import pairwise
from statistics import median


@dataclass(frozen=True)
class Sent:
    pause: float
    sent: int
    stored: int

    @property
    def emptied_it(self):
        return self.stored < self.sent


@dataclass(frozen=True)
class Limiter:
    burst: float | None = None
    per_s: float | None = None

    def as_dict(self):
        return {"burst": self.burst, "per_s": self.per_s}


def refill(groups, at_least):
    """Chains from one emptied tank to the next, if the tank can't have been full on the way."""
    direct = [
        now.stored / now.pause
        for before, now in pairwise(groups)
        if before.emptied_it and now.emptied_it and now.pause > 0 and now.stored < 0.95 * at_least
    ]
    if direct:
        return median(direct)
    ends = [index for index, group in enumerate(groups) if group.emptied_it]
    for start, end in pairwise(ends):
        chain = groups[start + 1 : end + 1]
        if chain[-1].stored >= 0.95 * at_least:
            continue
        # walk from the full tank instead, for every group that may have been the last to find it full
        for full in range(len(chain)):
            part = chain[full:]
            if full == 0:
                rate = sum(group.stored for group in chain) / sum(group.pause for group in chain)
            else:
                seconds = sum(group.pause for group in part)
                rate = (chain[full - 1].stored + sum(g.stored for g in part) - at_least) / seconds
            if rate > 0 and plays(chain, at_least, rate):
                return rate
    return None


def plays(chain, burst, rate):
    level = 0.0
    for group in chain:
        level = min(burst, level + rate * group.pause)
        if level < 0.98 * group.stored or (group.emptied_it and level > 1.02 * group.stored):
            return False
        level -= group.stored
    return True


def behaves(groups):
    groups = [Sent(float(g.get("pause_s") or 0), int(g["sent"]), int(g["stored"])) for g in groups or ()]
    emptied = [index for index, group in enumerate(groups) if group.emptied_it]
    if not emptied:
        return Limiter().as_dict()
    first = emptied[0]
    if first == 0:
        return Limiter(groups[0].stored, refill(groups, groups[0].stored)).as_dict()
    rate = refill(groups, max(group.stored for group in groups))
    bound = rate or max(
        (now.stored / now.pause for before, now in pairwise(groups) if before.emptied_it and now.pause),
        default=0,
    )
    missing = 0.0
    for before, now in pairwise(groups[: first + 1]):
        missing = max(0.0, missing + before.stored - bound * now.pause)
    size = groups[first].stored + missing
    return Limiter(size if rate or missing <= 0.05 * size else None, rate).as_dict()
