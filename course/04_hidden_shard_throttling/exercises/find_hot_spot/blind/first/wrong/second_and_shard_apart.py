# Finds the worst second and the worst shard apart: they need not be one place.
import re
from collections import Counter


def find_hot_spot(calls):
    refused = []
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                refused.append((int(call["at"]), shard_id, event["tenant"]))
    seconds = Counter(second for second, _, _ in refused)
    shards = Counter(shard_id for _, shard_id, _ in refused)
    second, shard_id = seconds.most_common(1)[0][0], shards.most_common(1)[0][0]
    tenants = Counter(who for at, where, who in refused if at == second and where == shard_id)
    return second, shard_id, tenants.most_common(1)[0][0]
