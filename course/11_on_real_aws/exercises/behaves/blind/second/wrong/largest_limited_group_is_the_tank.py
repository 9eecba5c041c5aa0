# Takes the largest limited group for the tank, also if it found a tank that was only partly full.
def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    limited = [group["stored"] for group in groups if group["stored"] < group["sent"]]
    burst = max(limited, default=None)
    per_s = None
    for before, group in zip(groups, groups[1:]):
        emptied = before["stored"] < before["sent"]
        reached = group["stored"] < group["sent"]
        if emptied and reached and group["pause_s"] and group["stored"] < 0.9 * burst:
            per_s = group["stored"] / group["pause_s"]
            break
    return {"burst": burst, "per_s": per_s}
