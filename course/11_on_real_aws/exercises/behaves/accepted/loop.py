def behaves(groups):
    found = {"burst": None, "per_s": None}
    rates, empty = [], False
    for place, group in enumerate(groups):
        throttled = group["sent"] - group["stored"]
        if throttled and place == 0:
            found["burst"] = group["stored"]
        elif throttled and empty and group["stored"] / found["burst"] < 0.97:
            rates.append(group["stored"] / group["pause_s"])
        empty = bool(throttled) and found["burst"] is not None
    if rates:
        found["per_s"] = round(sum(rates) / len(rates))
    return found
