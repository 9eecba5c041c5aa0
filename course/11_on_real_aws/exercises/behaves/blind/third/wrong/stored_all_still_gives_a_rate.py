# Believed stored / pause is the rate also for a group that was stored whole; that is only a lower bound.
def behaves(groups):
    first, *rest = groups
    if first["stored"] == first["sent"]:
        return {"burst": None, "per_s": None}
    burst = first["stored"]
    rates = [g["stored"] / g["pause_s"] for g in rest if g["stored"] < 0.95 * burst]
    return {"burst": burst, "per_s": max(rates) if rates else None}
