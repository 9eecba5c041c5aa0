# Two passes over a generator function, statistics.mode instead of counting.
import re
from collections import Counter
from statistics import mode


def refused(calls):
    for call in calls:
        pairs = zip(call["answer"]["Records"], call["events"], strict=True)
        for result, event in pairs:
            if "Throughput" in result.get("ErrorCode", ""):
                _, shard_id = re.findall(r"(shard) (\S+)", result["ErrorMessage"])[0]
                yield (int(call["at"] // 1), shard_id), event["tenant"]


def find_hot_spot(calls):
    place = mode(where for where, _ in refused(calls))
    tenant = mode(who for where, who in refused(calls) if where == place)
    return place + (tenant,)
