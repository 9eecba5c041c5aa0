# Counts the tenants of the second on all shards: a neighbour of another shard can be named for this one.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.search(r"for shard (\S+) in stream", result["ErrorMessage"]).group(1)
            refused[second, shard_id] += 1
            tenants.setdefault(second, Counter())[event["tenant"]] += 1
    second, shard_id = refused.most_common(1)[0][0]
    return second, shard_id, tenants[second].most_common(1)[0][0]
