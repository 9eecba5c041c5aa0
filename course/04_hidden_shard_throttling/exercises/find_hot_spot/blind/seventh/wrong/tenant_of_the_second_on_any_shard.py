# Counts the tenants of all failed records of the second, whatever their shard or error was.
import re
from collections import Counter, defaultdict


def find_hot_spot(calls):
    throttled, tenants = Counter(), defaultdict(Counter)
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            code = result.get("ErrorCode")
            if code == "ProvisionedThroughputExceededException":
                throttled[second, re.search(r"shard (\S+) in stream", result["ErrorMessage"])[1]] += 1
            if code:
                tenants[second][event["tenant"]] += 1
    (second, shard_id), _ = throttled.most_common(1)[0]
    return second, shard_id, tenants[second].most_common(1)[0][0]
