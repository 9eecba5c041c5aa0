def behaves(groups):
    burst = groups[0]["stored"]
    if burst == groups[0]["sent"]:
        return {"burst": None, "per_s": None}
    per_s = None
    for place in range(1, len(groups)):
        before, group = groups[place - 1], groups[place]
        full = abs(group["stored"] - burst) <= 0.05 * burst
        if before["stored"] < before["sent"] and group["stored"] < group["sent"] and not full:
            per_s = group["stored"] / group["pause_s"]
    return {"burst": burst, "per_s": per_s}
