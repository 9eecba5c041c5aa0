# Matches refused results with the first events of the call: names tenants that were stored.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        bad = [
            result
            for result in call["answer"]["Records"]
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
        ]
        for event, result in zip(call["events"], bad, strict=False):
            place = int(call["at"]), re.search(r"shardId-\d+", result["ErrorMessage"]).group()
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place, _ = refused.most_common(1)[0]
    return (*place, tenants[place].most_common(1)[0][0])
