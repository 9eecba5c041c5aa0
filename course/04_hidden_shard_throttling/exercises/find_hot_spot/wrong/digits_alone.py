# a-shard-is-a-number -> 04.2.no-such-shard
from collections import Counter


def find_hot_spot(calls):
    refused, tenants = Counter(), Counter()
    # observe
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"]):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                # "Rate exceeded for shard shardId-000000000001 in stream ..."
                place = int(call["at"]), result["ErrorMessage"].split()[4].removeprefix("shardId-")
                refused[place] += 1
                tenants[place, event["tenant"]] += 1
    # locate
    place = max(refused, key=refused.get)
    second, shard_id = place
    tenant = max((each for where, each in tenants if where == place), key=lambda each: tenants[place, each])
    return second, shard_id, tenant
