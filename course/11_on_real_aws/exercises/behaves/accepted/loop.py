def behaves(groups):
    found = {"burst": None, "per_s": None}
    rates = []
    for place, group in enumerate(groups):
        throttled = group["sent"] - group["stored"]
        if not throttled:
            continue
        if place == 0:
            found["burst"] = group["stored"]
        elif found["burst"] and group["stored"] / found["burst"] < 0.97:
            rates.append(group["stored"] / group["pause_s"])
    if rates:
        found["per_s"] = round(sum(rates) / len(rates))
    return found
