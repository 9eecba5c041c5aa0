# Believed a limited group after an emptied tank always shows the rate; after a long pause the tank was
# full.
def behaves(groups):
    burst = per_s = None
    emptied = False
    for number, group in enumerate(groups):
        limited = group["stored"] < group["sent"]
        if limited and number == 0:
            burst = group["stored"]
        elif limited and emptied:
            per_s = group["stored"] / group["pause_s"]
        emptied = limited
    return {"burst": burst, "per_s": per_s}
