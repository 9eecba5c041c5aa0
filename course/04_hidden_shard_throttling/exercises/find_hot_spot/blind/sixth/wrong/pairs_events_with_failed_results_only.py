# Filters results before pairing them with events, so a failure gets another event's tenant.
import re
from collections import Counter


def find_hot_spot(calls):
    throttled = Counter()
    tenants = Counter()
    for call in calls:
        failed = [
            result
            for result in call["answer"]["Records"]
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
        ]
        for event, result in zip(call["events"], failed, strict=False):
            shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
            place = int(call["at"]), shard_id
            throttled[place] += 1
            tenants[place, event["tenant"]] += 1
    (place, _) = throttled.most_common(1)[0]
    tenant = max((count, tenant) for (where, tenant), count in tenants.items() if where == place)[1]
    return *place, tenant
