# Stores a call's count instead of adding it up, so the last call of a second replaces the others.
import re
from collections import Counter


def find_hot_spot(calls):
    throttled = {}  # (second, shard_id) -> tenants
    for call in calls:
        of_call = {}
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                of_call.setdefault((int(call["at"]), shard_id), Counter())[event["tenant"]] += 1
        throttled.update(of_call)
    place = max(throttled, key=lambda where: sum(throttled[where].values()))
    second, shard_id = place
    return second, shard_id, throttled[place].most_common(1)[0][0]
