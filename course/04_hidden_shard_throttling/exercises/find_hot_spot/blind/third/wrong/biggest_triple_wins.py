# Counts second, shard and tenant at once: a shard with many small tenants refused most, and isn't found.
import re
from collections import Counter


def find_hot_spot(calls):
    refused = Counter()
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+) in stream", result["ErrorMessage"]).group(1)
                refused[int(call["at"]), shard_id, event["tenant"]] += 1
    return refused.most_common(1)[0][0]
