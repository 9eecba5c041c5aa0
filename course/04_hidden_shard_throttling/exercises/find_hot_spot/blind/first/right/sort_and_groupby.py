# Sorts the refused records, groups them by place, and takes the statistics' mode.
import re
from itertools import groupby
from operator import itemgetter
from statistics import mode

SHARD = re.compile(r"for shard (shardId-[0-9]+) ")


def find_hot_spot(calls):
    rows = sorted(
        (int(call["at"] // 1), SHARD.search(result["ErrorMessage"])[1], event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if "ThroughputExceeded" in result.get("ErrorCode", "")
    )
    groups = [list(group) for _, group in groupby(rows, key=itemgetter(0, 1))]
    second, shard_id, _ = (worst := max(groups, key=len))[0]
    return second, shard_id, mode(map(itemgetter(2), worst))
