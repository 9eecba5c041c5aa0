# Takes what the first group stored as the tank's size, also if all that was sent was stored: then the tank is at least that large, and its size unknown.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"]
    full = burst or max(group["stored"] for group in groups)
    rates = []
    for before, group in zip(groups, groups[1:]):
        if before["stored"] == before["sent"] or group["stored"] == group["sent"]:
            continue
        if group["stored"] < 0.95 * full:
            rates.append(group["stored"] / group["pause_s"])
    per_s = sum(rates) / len(rates) if rates else None
    return {"burst": burst, "per_s": per_s}
