# Remembers the newest event of all tenants: another tenant's younger event makes one late.
def late_events(events):
    late, newest = {}, ""
    for event in events:
        if event["at"] < newest:
            late[event["tenant"]] = late.get(event["tenant"], 0) + 1
        newest = max(newest, event["at"])
    return late
