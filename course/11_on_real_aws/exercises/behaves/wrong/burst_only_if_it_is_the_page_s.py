# the-page-is-the-measurement -> 11.1.burst-missing
def behaves(groups):
    first, *later = groups
    if first["stored"] == first["sent"] or first["stored"] > 1_050:
        return {"burst": None, "per_s": None}
    telling = [g for g in later if g["stored"] < g["sent"] and g["stored"] < 0.95 * first["stored"]]
    pause_s = sum(g["pause_s"] for g in telling)
    return {
        "burst": first["stored"],
        "per_s": sum(g["stored"] for g in telling) / pause_s if telling else None,
    }
