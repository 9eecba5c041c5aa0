# Rounds `at` to the nearest second: a call at 10:00:05.7 is counted in second 6.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), Counter()
    for call in calls:
        second = round(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                refused[second, shard_id] += 1
                tenants[second, shard_id, event["tenant"]] += 1
    place = max(refused, key=refused.get)
    tenant = max((key for key in tenants if key[:2] == place), key=tenants.get)[2]
    return *place, tenant
