# Books a call's refused records on the first message's shard: several shards may have refused.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), Counter()
    for call in calls:
        throttled = [
            (event["tenant"], result["ErrorMessage"])
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
        ]
        if throttled:
            place = int(call["at"]), re.search(r"for shard (\S+)", throttled[0][1])[1]
            refused[place] += len(throttled)
            tenants.update((place, tenant) for tenant, _ in throttled)
    place = refused.most_common(1)[0][0]
    return *place, max((key for key in tenants if key[0] == place), key=tenants.get)[1]
