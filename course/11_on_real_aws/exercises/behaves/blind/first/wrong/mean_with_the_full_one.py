# Leaves the rate open only if every pause filled the tank, else averages all groups at the limit: one long pause among them pulls the rate down.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    limited = [
        group
        for before, group in zip(groups, groups[1:])
        if before["stored"] < before["sent"] and group["stored"] < group["sent"]
    ]
    per_s = None
    if any(group["stored"] < 0.95 * full for group in limited):
        per_s = sum(group["stored"] / group["pause_s"] for group in limited) / len(limited)
    return {"burst": burst, "per_s": per_s}
