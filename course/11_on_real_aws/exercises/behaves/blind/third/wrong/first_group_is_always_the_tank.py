# Believed the first group always shows the tank, so a run that stored all it sent reports that count as
# burst.
def behaves(groups):
    burst, per_s = groups[0]["stored"], None
    for before, group in zip(groups, groups[1:]):
        limited = group["stored"] < group["sent"] and before["stored"] < before["sent"]
        if limited and group["stored"] < 0.95 * burst:
            per_s = group["stored"] / group["pause_s"]
    return {"burst": burst, "per_s": per_s}
