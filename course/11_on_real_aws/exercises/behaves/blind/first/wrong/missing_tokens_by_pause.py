# Divides what is missing to a full tank by the pause: right for a tank of 1,000 with 1,000 per second and half a second, wrong elsewhere.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    per_s = None
    for before, group in zip(groups, groups[1:]):
        if before["stored"] == before["sent"] or group["stored"] == group["sent"]:
            continue
        if group["stored"] < 0.95 * full:
            per_s = (full - group["stored"]) / group["pause_s"]
            break
    return {"burst": burst, "per_s": per_s}
