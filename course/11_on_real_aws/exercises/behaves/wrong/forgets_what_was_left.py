# every-throttled-group-tells-the-rate -> 11.1.rate-wrong
def behaves(groups):
    first, *later = groups
    if first["stored"] == first["sent"]:
        return {"burst": None, "per_s": None}
    burst = first["stored"]
    telling = [g for g in later if g["stored"] < g["sent"] and g["stored"] < 0.95 * burst]
    pause_s = sum(g["pause_s"] for g in telling)
    return {"burst": burst, "per_s": sum(g["stored"] for g in telling) / pause_s if telling else None}
