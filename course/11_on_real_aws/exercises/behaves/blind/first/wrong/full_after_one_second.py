# Takes a tank for full after one second, as the documented tank is: a large or slow tank isn't, and then the rate is None although the run tells it.


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
        if group["pause_s"] < 1:
            rates.append(group["stored"] / group["pause_s"])
    per_s = sum(rates) / len(rates) if rates else None
    return {"burst": burst, "per_s": per_s}
