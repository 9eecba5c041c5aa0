# no-throttle-shows-the-limit -> 11.1.rate-wrong
def behaves(groups):
    burst = groups[0]["stored"]
    telling = [g for g in groups[1:] if g["stored"] < g["sent"] and g["stored"] < 0.95 * burst]
    if not telling:
        return {"burst": burst, "per_s": None}
    return {"burst": burst, "per_s": sum(g["stored"] for g in telling) / sum(g["pause_s"] for g in telling)}
