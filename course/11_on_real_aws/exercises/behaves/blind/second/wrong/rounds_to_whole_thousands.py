# Rounds the tank to thousands to lose the noise, so a tank of 2,200 becomes one of 2,000.
def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell."""
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    top = max(group["stored"] for group in groups)
    rates = [
        group["stored"] / group["pause_s"]
        for before, group in zip(groups, groups[1:])
        if before["stored"] < before["sent"]
        and group["stored"] < min(group["sent"], 0.9 * top)
        and group["pause_s"] > 0
    ]
    if burst is not None:
        burst = max(1_000, round(burst, -3))  # a few tokens come back while the calls arrive
    return {"burst": burst, "per_s": sum(rates) / len(rates) if rates else None}
