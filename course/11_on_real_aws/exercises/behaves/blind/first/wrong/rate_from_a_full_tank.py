# Divides by the pause also where the pause was so long that the tank was full again: the rate comes out too low instead of None.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    rates = [
        group["stored"] / group["pause_s"]
        for before, group in zip(groups, groups[1:])
        if before["stored"] < before["sent"] and group["stored"] < group["sent"]
    ]
    per_s = rates[0] if rates else None
    return {"burst": burst, "per_s": per_s}
