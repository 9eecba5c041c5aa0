# Takes everything stored after the first group by all pauses, with full tanks and unfinished groups in it, so only runs without either come out right.


def behaves(groups):
    if not groups:
        return {"burst": None, "per_s": None}
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    full = burst or max(group["stored"] for group in groups)
    later = groups[1:]
    seconds = sum(group["pause_s"] for group in later)
    reached = any(group["stored"] < group["sent"] for group in later)
    per_s = sum(group["stored"] for group in later) / seconds if reached and seconds else None
    return {"burst": burst, "per_s": per_s}
