# Sorts the throttled records first, so that itertools.groupby can be trusted, and compares run lengths.
from itertools import groupby

THROTTLED = "ProvisionedThroughputExceededException"


def shard_in(message):
    return message.partition("shard ")[2].partition(" in stream ")[0]


def longest(items, key):
    runs = [list(run) for _, run in groupby(sorted(items, key=key), key=key)]
    return max(runs, key=len)


def find_hot_spot(calls):
    rows = [
        (int(call["at"] // 1), shard_in(result["ErrorMessage"]), event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if result.get("ErrorCode") == THROTTLED
    ]
    return longest(longest(rows, key=lambda row: row[:2]), key=lambda row: row[2])[0]
