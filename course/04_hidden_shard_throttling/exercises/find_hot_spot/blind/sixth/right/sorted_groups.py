# Style: sorts all losses, groups them with itertools.groupby, and takes the longest group of the longest.
import re
from itertools import groupby
from operator import itemgetter

SHARD = re.compile(r"^Rate exceeded for shard (\S+) in stream ")


def _longest(rows, key):
    return max((list(group) for _, group in groupby(rows, key)), key=len)


def find_hot_spot(calls):
    rows = sorted(
        (int(call["at"] // 1), SHARD.match(result["ErrorMessage"])[1], event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
    )
    return _longest(_longest(rows, itemgetter(0, 1)), itemgetter(2))[0]
