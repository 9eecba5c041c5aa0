# Rounds the time: the second half of a second is counted into the next one.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
            place = (round(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    tenant = tenants[place].most_common(1)[0][0]
    return (*place, tenant)
