# Looks for the place where most was stored: the fullest shard isn't the one that throttled.
from collections import Counter


def find_hot_spot(calls):
    stored, tenants = Counter(), {}
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if "ErrorCode" not in result:
                place = int(call["at"]), result["ShardId"]
                stored[place] += 1
                tenants.setdefault(place, Counter())[event["tenant"]] += 1
    place, _ = stored.most_common(1)[0]
    return (*place, tenants[place].most_common(1)[0][0])
