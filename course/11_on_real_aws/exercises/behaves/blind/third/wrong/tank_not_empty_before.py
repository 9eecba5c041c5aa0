# Believed every limited group started from an empty tank; after a group stored whole there were tokens
# left.
def behaves(groups):
    burst = None
    if groups[0]["stored"] < groups[0]["sent"]:
        burst = groups[0]["stored"]
    for group in groups[1:]:
        full = burst is not None and group["stored"] > 0.95 * burst
        if group["stored"] < group["sent"] and not full:
            return {"burst": burst, "per_s": group["stored"] / group["pause_s"]}
    return {"burst": burst, "per_s": None}
