# Loops over pairs of limited groups with sums between them, then solves for the tank backwards.
def behaves(groups):
    limits = [i for i, group in enumerate(groups) if group["stored"] < group["sent"]]
    if not limits:
        return {"burst": None, "per_s": None}
    at_least = max(group["stored"] for group in groups)
    bound, exact = None, []
    for i, j in zip(limits, limits[1:]):
        gained = sum(group["stored"] for group in groups[i + 1 : j + 1])
        paused = sum(group["pause_s"] for group in groups[i + 1 : j + 1])
        if paused > 0:
            bound = max(bound or 0, gained / paused)
            if gained < 0.95 * at_least:  # it never got full meanwhile
                exact.append((paused, gained / paused))
    per_s = max(exact)[1] if exact else None
    first = limits[0]
    if first == 0:
        return {"burst": groups[0]["stored"], "per_s": per_s}
    slowest = per_s if per_s is not None else bound
    if slowest is None:
        return {"burst": None, "per_s": None}
    tank = level = groups[first]["stored"]
    for i in range(first, 0, -1):  # what the tank held before each group, had it not been full since
        level += groups[i - 1]["stored"] - slowest * groups[i]["pause_s"]
        tank = max(tank, level)
    if per_s is None and tank > 1.05 * groups[first]["stored"]:
        tank = None
    return {"burst": tank, "per_s": per_s}
