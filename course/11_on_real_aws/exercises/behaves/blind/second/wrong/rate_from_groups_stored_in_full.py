# After an emptied tank it divides what was stored by the pause, also if the group didn't reach the limit.
def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    burst = groups[0]["stored"] if groups[0]["stored"] < groups[0]["sent"] else None
    top = max(group["stored"] for group in groups)
    stored, pauses = 0, 0.0
    for before, group in zip(groups, groups[1:]):
        if before["stored"] < before["sent"] and group["stored"] < 0.95 * top:
            stored += group["stored"]
            pauses += group["pause_s"]
    return {"burst": burst, "per_s": stored / pauses if pauses else None}
