# Filters the results before pairing them with events: a call's first tenants are blamed.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), Counter()
    for call in calls:
        code = "ProvisionedThroughputExceededException"
        bad = [result for result in call["answer"]["Records"] if result.get("ErrorCode") == code]
        for event, result in zip(call["events"], bad):
            place = int(call["at"]), re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
            refused[place] += 1
            tenants[place, event["tenant"]] += 1
    place = refused.most_common(1)[0][0]
    return *place, max((key for key in tenants if key[0] == place), key=tenants.get)[1]
