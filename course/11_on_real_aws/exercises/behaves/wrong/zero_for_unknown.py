# not-seen-is-zero -> 11.1.rate-unknowable
def behaves(groups):
    first, *later = groups
    burst = first["stored"] if first["stored"] < first["sent"] else 0
    telling = [g for g in later if g["stored"] < g["sent"] and g["stored"] < 0.95 * burst]
    pause_s = sum(g["pause_s"] for g in telling)
    return {"burst": burst, "per_s": sum(g["stored"] for g in telling) / pause_s if telling else 0}
