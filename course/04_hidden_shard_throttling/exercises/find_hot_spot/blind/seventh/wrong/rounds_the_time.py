# Rounds the time to the nearest second, so the calls of the second half of a second count for the next one.
import re
from collections import Counter


def find_hot_spot(calls):
    throttled, tenants = Counter(), Counter()
    for call in calls:
        second = round(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shard (\S+) in stream", result["ErrorMessage"])[1]
                throttled[second, shard_id] += 1
                tenants[second, shard_id, event["tenant"]] += 1
    place = max(throttled, key=throttled.get)
    tenant = max((key for key in tenants if key[:2] == place), key=tenants.get)[2]
    return *place, tenant
