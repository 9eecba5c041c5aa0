# Groups by second without sorting: calls of a second that are not neighbours overwrite each other.
import re
from collections import Counter
from itertools import groupby


def refused_in(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                yield re.search(r"for shard (\S+) in", result["ErrorMessage"]).group(1), event["tenant"]


def find_hot_spot(calls):
    seconds = groupby(calls, lambda call: int(call["at"]))
    by_second = {second: list(refused_in(some)) for second, some in seconds}
    refused = Counter((second, shard_id) for second, pairs in by_second.items() for shard_id, _ in pairs)
    second, shard_id = max(refused, key=refused.get)
    tenants = Counter(tenant for shard, tenant in by_second[second] if shard == shard_id)
    return second, shard_id, max(tenants, key=tenants.get)
