# A late event becomes the newest if it is the second late one in a row: rest isn't counted.
def late_events(events):
    late, newest, in_a_row = {}, {}, {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        if at < newest.get(tenant, ""):
            late[tenant] = late.get(tenant, 0) + 1
            in_a_row[tenant] = in_a_row.get(tenant, 0) + 1
            if in_a_row[tenant] > 1:
                newest[tenant] = at
        else:
            newest[tenant], in_a_row[tenant] = at, 0
    return late
