# Names the tenant that sent most in that second, though its shard may have had room.
import re
from collections import Counter


def find_hot_spot(calls):
    refused, sent = Counter(), {}
    for call in calls:
        second = int(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            sent.setdefault(second, Counter())[event["tenant"]] += 1
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                refused[second, shard_id] += 1
    (second, shard_id), _ = refused.most_common(1)[0]
    return second, shard_id, sent[second].most_common(1)[0][0]
