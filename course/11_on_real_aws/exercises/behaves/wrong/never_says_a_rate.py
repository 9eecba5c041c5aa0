# an-average-is-a-rate -> 11.1.rate-missing
def behaves(groups):
    first = groups[0]
    burst = first["stored"] if first["stored"] < first["sent"] else None
    rates = {round(g["stored"] / g["pause_s"]) for g in groups if g["stored"] < g["sent"]}
    return {"burst": burst, "per_s": rates.pop() if len(rates) == 1 else None}
