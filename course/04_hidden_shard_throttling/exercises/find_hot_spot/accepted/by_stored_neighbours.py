from collections import Counter


def find_hot_spot(calls):
    pairs = [
        (int(call["at"]), event["tenant"], result)
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"])
    ]
    shard_of = {tenant: result["ShardId"] for _, tenant, result in pairs if "ShardId" in result}
    throttled = [
        (second, tenant)
        for second, tenant, result in pairs
        if result.get("ErrorCode", "").startswith("Provisioned")
    ]
    (second, shard_id), _ = Counter((second, shard_of[tenant]) for second, tenant in throttled).most_common(
        1
    )[0]
    there = Counter(tenant for when, tenant in throttled if when == second and shard_of[tenant] == shard_id)
    return second, shard_id, there.most_common(1)[0][0]
