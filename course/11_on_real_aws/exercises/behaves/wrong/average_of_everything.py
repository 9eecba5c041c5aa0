# an-average-is-a-rate -> 11.1.rate-wrong
def behaves(groups):
    first = groups[0]
    if first["stored"] == first["sent"]:
        return {"burst": None, "per_s": None}
    stored = sum(g["stored"] for g in groups)
    return {"burst": first["stored"], "per_s": stored / sum(g["pause_s"] for g in groups)}
