# Counts InternalFailure at the shard seen before: the service's trouble outweighs the hot shard.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants, shard_id = Counter(), {}, "shardId-000000000000"
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if "ErrorCode" not in result:
                continue
            if found := re.search(r"shardId-\d+", result.get("ErrorMessage", "")):
                shard_id = found.group()
            place = (int(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    tenant = tenants[place].most_common(1)[0][0]
    return (*place, tenant)
