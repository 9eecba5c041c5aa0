# Sorts all refusals and groups them twice with itertools.groupby.
import math
import re
from itertools import groupby
from operator import itemgetter

SHARD = re.compile(r"for shard (\S+) in stream")


def longest_group(rows, key):
    return max((list(group) for _, group in groupby(sorted(rows), key)), key=len)


def find_hot_spot(calls):
    rows = [
        (math.floor(call["at"]), SHARD.findall(result["ErrorMessage"])[0], event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if result.get("ErrorCode", "").startswith("ProvisionedThroughput")
    ]
    place = longest_group(rows, itemgetter(0, 1))
    return longest_group(place, itemgetter(2))[0]
