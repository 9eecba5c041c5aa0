# Finds worst second and worst shard separately; forbidden: "second and shard in which most records", a pair.
import re
from collections import Counter


def find_hot_spot(calls):
    seconds, shards, tenants = Counter(), Counter(), Counter()
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                second = int(call["at"])
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                seconds[second] += 1
                shards[shard_id] += 1
                tenants[second, shard_id, event["tenant"]] += 1
    second, shard_id = max(seconds, key=seconds.get), max(shards, key=shards.get)
    there = {key[2]: count for key, count in tenants.items() if key[:2] == (second, shard_id)}
    return second, shard_id, max(there, key=there.get, default=None)
