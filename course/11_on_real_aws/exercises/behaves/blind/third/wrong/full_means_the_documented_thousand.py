# Believed a tank is full at the documented 1,000, so a smaller tank that is full again passes for a rate.
DOCUMENTED = 1_000


def behaves(groups):
    def limited(group):
        return group["stored"] < group["sent"]

    burst = groups[0]["stored"] if limited(groups[0]) else None
    rates = [
        group["stored"] / group["pause_s"]
        for before, group in zip(groups, groups[1:])
        if limited(before) and limited(group) and group["stored"] < 0.95 * DOCUMENTED
    ]
    return {"burst": burst, "per_s": rates[0] if rates else None}
