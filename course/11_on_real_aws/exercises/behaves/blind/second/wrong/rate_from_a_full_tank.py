# Divides by the pause although the tank was full again, so a long pause makes the rate look small.
def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    rates = [
        group["stored"] / group["pause_s"]
        for before, group in zip(groups, groups[1:])
        if before["stored"] < before["sent"] and group["stored"] < group["sent"] and group["pause_s"] > 0
    ]
    return {"burst": burst, "per_s": sum(rates) / len(rates) if rates else None}
