# Picks the worst second over all shards, then its worst shard: needn't be the worst place.
import re
from collections import Counter


def find_hot_spot(calls):
    losses = []
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shard (shardId-\d+)", result["ErrorMessage"])[1]
                losses.append((int(call["at"]), shard_id, event["tenant"]))
    second = Counter(loss[0] for loss in losses).most_common(1)[0][0]
    losses = [loss for loss in losses if loss[0] == second]
    shard_id = Counter(loss[1] for loss in losses).most_common(1)[0][0]
    tenant = Counter(loss[2] for loss in losses if loss[1] == shard_id).most_common(1)[0][0]
    return second, shard_id, tenant
