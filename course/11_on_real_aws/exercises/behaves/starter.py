def behaves(groups):
    """{"burst": records, "per_s": records per second}; None for what the run can't tell.

    groups: what was sent at once, oldest first. The shard had rested before the first group. A group is
    {"pause_s": seconds without a record before it, "sent": records, "stored": records}.
    The pages of AWS are no evidence here: read both numbers from the groups. 5 % off is near enough.
    """
    # observe: which groups reached a limit?
    # locate: which of them found the tank empty, and which found it full again?
    return ...
