# Has punctual tenants in the dict with 0; against "without the tenants that have no late event".
from collections import Counter


def late_events(events):
    late, newest = Counter(), {}
    for event in events:
        tenant, at = event["tenant"], event["at"]
        late[tenant] += at < newest.get(tenant, "")
        newest[tenant] = max(at, newest.get(tenant, ""))
    return dict(late)
