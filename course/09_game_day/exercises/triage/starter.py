def triage(seen):
    """Return the id of the cause."""
    # observe: which of these numbers is the first that is wrong?
    # locate: which causes does it leave, and what tells them apart?
    return ...
