from collections import Counter


def find_hot_spot(calls):
    throttled, tenants = Counter(), Counter()
    # observe
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"]):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                # "Rate exceeded for shard shardId-000000000001 in stream ..."
                place = int(call["at"]), result["ErrorMessage"].split()[4]
                throttled[place] += 1
                tenants[place, event["tenant"]] += 1
    # locate
    place = max(throttled, key=throttled.get)
    second, shard_id = place
    tenant = max((each for where, each in tenants if where == place), key=lambda each: tenants[place, each])
    return second, shard_id, tenant
