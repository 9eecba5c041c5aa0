# Sorted tuples and groupby, the shard cut out of the message by partition.
from collections import Counter
from itertools import groupby
from operator import itemgetter


def find_hot_spot(calls):
    lost = sorted(
        (int(call["at"]), result["ErrorMessage"].partition(" shard ")[2].partition(" ")[0], event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
    )
    groups = ((place, [row[2] for row in rows]) for place, rows in groupby(lost, itemgetter(0, 1)))
    place, tenants = max(groups, key=lambda group: len(group[1]))
    return *place, max(set(tenants), key=tenants.count)
