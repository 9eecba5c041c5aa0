# Rounds the time instead of cutting it, so calls in the second half of a second are counted for the next one.
import re
from collections import Counter


def find_hot_spot(calls):
    throttled = Counter()  # by (second, shard_id)
    tenants = Counter()
    for call in calls:
        second = round(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                throttled[second, shard_id] += 1
                tenants[second, shard_id, event["tenant"]] += 1
    (second, shard_id), _ = throttled.most_common(1)[0]
    at_place = {key[2]: count for key, count in tenants.items() if key[:2] == (second, shard_id)}
    return second, shard_id, max(at_place, key=at_place.get)
