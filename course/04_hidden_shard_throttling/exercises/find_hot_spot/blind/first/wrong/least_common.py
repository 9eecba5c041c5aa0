# Sorts the places upwards and takes the first: the place with fewest refusals.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
            place = (int(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = sorted(refused, key=refused.get)[0]
    return (*place, tenants[place].most_common(1)[0][0])
