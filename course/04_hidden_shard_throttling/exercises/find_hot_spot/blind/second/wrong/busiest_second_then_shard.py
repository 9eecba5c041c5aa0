# Finds the worst second of all shards first: two shards with 300 each outweigh one with 500 a second later.
import re
from collections import Counter


def find_hot_spot(calls):
    rows = []
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                rows.append((int(call["at"]), shard_id, event["tenant"]))
    second = Counter(row[0] for row in rows).most_common(1)[0][0]
    shard_id = Counter(row[1] for row in rows if row[0] == second).most_common(1)[0][0]
    tenant = Counter(row[2] for row in rows if row[:2] == (second, shard_id)).most_common(1)[0][0]
    return second, shard_id, tenant
