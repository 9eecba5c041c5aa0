def behaves(groups):
    first, *later = groups
    if first["stored"] == first["sent"]:
        return {"burst": None, "per_s": None}
    burst = first["stored"]
    telling = [group for group in later if group["stored"] < group["sent"] and group["stored"] < 0.95 * burst]
    stored = sum(group["stored"] for group in telling)
    pause_s = sum(group["pause_s"] for group in telling)
    return {"burst": burst, "per_s": stored / pause_s if telling else None}
