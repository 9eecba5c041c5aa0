# Counts by second, shard and tenant at once: a place with many tenants loses to a smaller one.
import re
from collections import Counter


def find_hot_spot(calls):
    refused = Counter()
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                refused[int(call["at"]), shard_id, event["tenant"]] += 1
    return refused.most_common(1)[0][0]
