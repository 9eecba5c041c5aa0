# Names the tenant that sent most in the calls of that second, stored records and other shards included.
import re
from collections import Counter, defaultdict


def find_hot_spot(calls):
    refused, sent = Counter(), defaultdict(Counter)
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            sent[second][event["tenant"]] += 1
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                refused[second, re.search(r"for shard (\S+)", result["ErrorMessage"])[1]] += 1
    (second, shard_id), _ = refused.most_common(1)[0]
    return second, shard_id, sent[second].most_common(1)[0][0]
