# Names the tenant with most refusals of the whole log, not of that second and shard.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), Counter()
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                refused[int(call["at"]), shard_id] += 1
                tenants[event["tenant"]] += 1
    (second, shard_id), _ = refused.most_common(1)[0]
    return second, shard_id, tenants.most_common(1)[0][0]
