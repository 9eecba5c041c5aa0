# Forgets the shard when it counts tenants; forbidden: "the tenant with most of these" at that place.
import re
from collections import Counter


def find_hot_spot(calls):
    throttled, tenants = Counter(), Counter()
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                throttled[second, shard_id] += 1
                tenants[second, event["tenant"]] += 1
    second, shard_id = max(throttled, key=throttled.get)
    _, tenant = max((key for key in tenants if key[0] == second), key=tenants.get)
    return second, shard_id, tenant
