# no-throttle-shows-the-limit -> 11.1.burst-unknowable
from itertools import pairwise


def throttled(group):
    return group["stored"] < group["sent"]


def behaves(groups):
    burst = groups[0]["stored"]
    telling = [
        group
        for before, group in pairwise(groups)
        if throttled(before) and throttled(group) and group["stored"] < 0.95 * burst
    ]
    stored = sum(group["stored"] for group in telling)
    pause_s = sum(group["pause_s"] for group in telling)
    return {"burst": burst, "per_s": stored / pause_s if telling else None}
