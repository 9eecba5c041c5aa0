# Finds the worst second and the worst shard separately, but together they needn't be the worst place.
import re
from collections import Counter


def find_hot_spot(calls):
    seconds, shards, tenants = Counter(), Counter(), Counter()
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shard (\S+) in stream", result["ErrorMessage"])[1]
                seconds[second] += 1
                shards[shard_id] += 1
                tenants[second, shard_id, event["tenant"]] += 1
    second, shard_id = seconds.most_common(1)[0][0], shards.most_common(1)[0][0]
    here = {key[2]: count for key, count in tenants.items() if key[:2] == (second, shard_id)}
    return second, shard_id, max(here, key=here.get, default=None)
