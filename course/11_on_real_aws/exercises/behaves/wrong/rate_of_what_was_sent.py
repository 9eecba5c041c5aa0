# no-throttle-shows-the-limit -> 11.1.rate-unknowable
def behaves(groups):
    first, *later = groups
    burst = first["stored"] if first["stored"] < first["sent"] else None
    not_full = [g for g in later if burst is None or g["stored"] < 0.95 * burst]
    if not not_full:
        return {"burst": burst, "per_s": None}
    return {"burst": burst, "per_s": sum(g["stored"] for g in not_full) / sum(g["pause_s"] for g in not_full)}
