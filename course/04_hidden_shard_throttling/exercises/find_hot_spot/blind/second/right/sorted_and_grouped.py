# Style: a flat generator of triples, sorted, then groupby and max over the groups.
from collections import Counter
from itertools import groupby


def throttled(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                yield int(call["at"]), result["ErrorMessage"].split()[4], event["tenant"]


def find_hot_spot(calls):
    ordered = sorted(throttled(calls))
    groups = [(place, list(rows)) for place, rows in groupby(ordered, key=lambda row: row[:2])]
    (second, shard_id), rows = max(groups, key=lambda group: len(group[1]))
    names = [tenant for *_, tenant in rows]
    return second, shard_id, max(sorted(set(names)), key=names.count)
