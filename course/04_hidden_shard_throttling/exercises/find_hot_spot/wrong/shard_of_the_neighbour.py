# a-call-goes-to-one-shard -> 04.2.other-shard
from collections import Counter


def find_hot_spot(calls):
    refused = Counter()
    for call in calls:
        shard_id = None
        for event, result in zip(call["events"], call["answer"]["Records"]):
            shard_id = result.get("ShardId", shard_id)
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                refused[int(call["at"]), shard_id, event["tenant"]] += 1
    return refused.most_common(1)[0][0]
