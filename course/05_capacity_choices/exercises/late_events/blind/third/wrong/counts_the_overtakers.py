# Reads from the end and counts what is newer than something after it: the early events, not the late ones.


def late_events(events):
    late, oldest = {}, {}
    for event in reversed(events):
        tenant, at = event["tenant"], event["at"]
        if at > oldest.get(tenant, at):
            late[tenant] = late.get(tenant, 0) + 1
        oldest[tenant] = min(at, oldest.get(tenant, at))
    return late
