# Looks for the rate in the second group only: if this one found the tank full or was stored completely, a later group that tells the rate is ignored and it says None.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    per_s = None
    if len(groups) > 1 and burst:
        second = groups[1]
        if second["stored"] < second["sent"] and second["stored"] < 0.95 * burst:
            per_s = second["stored"] / second["pause_s"]
    return {"burst": burst, "per_s": per_s}
