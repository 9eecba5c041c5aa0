# the-page-is-the-measurement -> 11.1.no-answer
def behaves(groups):
    return 1_000, 1_000
