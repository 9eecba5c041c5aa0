# Another algorithm: newest first, an event is late if a strictly newer one has an earlier place.
from collections import Counter
from datetime import datetime
from itertools import groupby
from operator import itemgetter


def late_events(events):
    rows = [
        (event["tenant"], datetime.fromisoformat(event["at"].replace("Z", "+00:00")), place)
        for place, event in enumerate(events)
    ]
    rows.sort(key=itemgetter(1), reverse=True)
    first, late = {}, Counter()
    for _, same_time in groupby(rows, key=itemgetter(1)):
        same_time = list(same_time)
        for tenant, _, place in same_time:
            if tenant in first and first[tenant] < place:
                late[tenant] += 1
        for tenant, _, place in same_time:
            first[tenant] = min(place, first.get(tenant, place))
    return dict(late)
