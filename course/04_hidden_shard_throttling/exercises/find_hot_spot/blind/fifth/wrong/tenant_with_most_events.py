# Counts the shard's stored events too; forbidden: "the tenant with most of these", the throttled records.
import re
from collections import Counter


def find_hot_spot(calls):
    throttled = Counter()
    for call in calls:
        for result in call["answer"]["Records"]:
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                throttled[int(call["at"]), shard_id] += 1
    (second, shard_id), _ = throttled.most_common(1)[0]
    tenants = Counter()
    for call in calls:
        if int(call["at"]) == second:
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
                shard = result.get("ShardId") or result.get("ErrorMessage", "")
                if shard_id in shard:
                    tenants[event["tenant"]] += 1
    return second, shard_id, tenants.most_common(1)[0][0]
