# Pairs of neighbors and the median of their rates, in comprehensions.
from itertools import pairwise
from statistics import median


def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    reached = [group["stored"] < group["sent"] for group in groups]
    most = max((group["stored"] for group in groups), default=0)
    rates = [
        group["stored"] / group["pause_s"]
        for (_, group), (was, is_) in zip(pairwise(groups), pairwise(reached), strict=True)
        if was and is_ and group["pause_s"] > 0 and group["stored"] < 0.93 * most
    ]
    per_s = median(rates) if rates else None
    burst = None
    if True in reached:
        if reached[0]:
            burst = groups[0]["stored"]
        elif per_s is not None:
            last, missing = reached.index(True), 0
            for group in groups[:last]:
                missing = max(0, missing - per_s * group["pause_s"]) + group["stored"]
            missing = max(0, missing - per_s * groups[last]["pause_s"])
            burst = groups[last]["stored"] + missing
    return {"burst": burst, "per_s": per_s}
