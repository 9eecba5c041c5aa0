# Believed the second group is the one that shows the rate, so a run whose second pause was long says None.
def behaves(groups):
    result = {"burst": None, "per_s": None}
    if groups[0]["stored"] < groups[0]["sent"]:
        result["burst"] = groups[0]["stored"]
        if len(groups) > 1:
            second = groups[1]
            if second["stored"] < second["sent"] and second["stored"] < 0.95 * result["burst"]:
                result["per_s"] = second["stored"] / second["pause_s"]
    return result
