# the-page-is-the-measurement -> 11.1.burst-wrong
def behaves(groups):
    return {"burst": 1_000, "per_s": 1_000}
