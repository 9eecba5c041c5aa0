# Books the FailedRecordCount of a call on the first shard that refused, others get nothing.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), {}
    for call in calls:
        pairs = [
            (event, result)
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
        ]
        if not pairs:
            continue
        shard_id = re.search(r"shardId-\d+", pairs[0][1]["ErrorMessage"]).group()
        place = int(call["at"]), shard_id
        refused[place] += call["answer"]["FailedRecordCount"]
        tenants.setdefault(place, Counter()).update(event["tenant"] for event, _ in pairs)
    place = max(refused, key=refused.get)
    return (*place, tenants[place].most_common(1)[0][0])
