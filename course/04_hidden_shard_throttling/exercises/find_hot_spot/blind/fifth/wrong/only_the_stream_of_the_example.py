# The pattern has the name usage-events in it; forbidden: "the gateways' log of any stream".
import re
from collections import Counter

THROTTLED = re.compile(r"Rate exceeded for shard (shardId-\d{12}) in stream usage-events under account")


def find_hot_spot(calls):
    throttled, tenants = Counter(), Counter()
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            found = THROTTLED.search(result.get("ErrorMessage", ""))
            if found:
                place = int(call["at"]), found[1]
                throttled[place] += 1
                tenants[place, event["tenant"]] += 1
    if not throttled:
        return None, None, None
    place = max(throttled, key=throttled.get)
    (_, tenant), _ = max(
        ((key, n) for key, n in tenants.items() if key[0] == place), key=lambda item: item[1]
    )
    return *place, tenant
