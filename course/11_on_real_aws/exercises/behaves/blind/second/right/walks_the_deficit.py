# Sums stored over pauses between two limits for the rate, then walks the deficit up to the first limit.
def limited(group):
    return group["stored"] < group["sent"]


def stretches(groups):
    """(stored, seconds) from one emptied tank to the next."""
    stored = seconds = None
    for group in groups:
        if stored is not None:
            stored += group["stored"]
            seconds += group["pause_s"]
            if limited(group):
                yield stored, seconds
        if limited(group):
            stored, seconds = 0, 0.0


def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    if not any(map(limited, groups)):
        return {"burst": None, "per_s": None}
    top = max(group["stored"] for group in groups)
    usable = [(stored, s) for stored, s in stretches(groups) if s > 0 and 0 < stored < 0.93 * top]
    seconds = sum(s for _, s in usable)
    per_s = sum(stored for stored, _ in usable) / seconds if seconds else None
    if limited(groups[0]):
        return {"burst": groups[0]["stored"], "per_s": per_s}
    if per_s is None:
        return {"burst": None, "per_s": None}
    deficit = 0.0
    for at, group in enumerate(groups):
        deficit = max(0.0, deficit - per_s * group["pause_s"]) if at else 0.0
        if limited(group):
            return {"burst": group["stored"] + deficit, "per_s": per_s}
        deficit += group["stored"]
