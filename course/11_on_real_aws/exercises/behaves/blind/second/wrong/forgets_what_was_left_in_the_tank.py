# Believes that every group begins with an empty tank, also after one that was stored in full.
def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    top = max(group["stored"] for group in groups)
    rates = [
        group["stored"] / group["pause_s"]
        for group in groups[1:]
        if group["stored"] < group["sent"] and group["pause_s"] > 0 and group["stored"] < 0.9 * top
    ]
    if not rates and burst is None:
        limited = [g for g in groups[1:] if g["stored"] < g["sent"] and g["pause_s"] > 0]
        rates = [g["stored"] / g["pause_s"] for g in limited]
    return {"burst": burst, "per_s": max(rates) if rates else None}
