# Finds the worst second of the stream first, then its worst shard: the worst place may be elsewhere.
import re
from collections import Counter


def throttled(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+) in stream", result["ErrorMessage"]).group(1)
                yield int(call["at"]), shard_id, event["tenant"]


def find_hot_spot(calls):
    lost = list(throttled(calls))
    second = Counter(at for at, _, _ in lost).most_common(1)[0][0]
    shard_id = Counter(shard for at, shard, _ in lost if at == second).most_common(1)[0][0]
    here = (tenant for at, shard, tenant in lost if (at, shard) == (second, shard_id))
    return second, shard_id, Counter(here).most_common(1)[0][0]
