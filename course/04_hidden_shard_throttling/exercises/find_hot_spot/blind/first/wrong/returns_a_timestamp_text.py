# Returns the second as a text of date and time; a whole number is asked.
import re
from collections import Counter
from datetime import UTC, datetime


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
    (second, shard_id), _ = refused.most_common(1)[0]
    tenant = tenants[second, shard_id].most_common(1)[0][0]
    return f"{datetime.fromtimestamp(second, UTC):%FT%T}", shard_id, tenant
