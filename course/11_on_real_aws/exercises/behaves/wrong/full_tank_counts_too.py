# a-full-tank-shows-its-inflow -> 11.1.rate-unknowable
def behaves(groups):
    first, *later = groups
    if first["stored"] == first["sent"]:
        return {"burst": None, "per_s": None}
    stored = sum(g["stored"] for g in later)
    return {"burst": first["stored"], "per_s": stored / sum(g["pause_s"] for g in later)}
