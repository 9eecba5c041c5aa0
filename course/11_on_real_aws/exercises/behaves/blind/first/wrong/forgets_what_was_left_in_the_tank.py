# Asks only whether this group reached the limit, and not whether the one before had emptied the tank, so tokens that were left over count as refilled.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    rates = []
    for group in groups[1:]:
        if group["stored"] < group["sent"] and group["stored"] < 0.95 * full:
            rates.append(group["stored"] / group["pause_s"])
    per_s = sum(rates) / len(rates) if rates else None
    return {"burst": burst, "per_s": per_s}
