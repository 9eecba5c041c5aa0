# busiest-second-is-hot -> 04.2.nothing-throttled
from collections import Counter

CODE = "ProvisionedThroughputExceededException"


def results(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"]):
            yield call, event, result


def shard_in(result):
    return result["ErrorMessage"].split()[4]


def find_hot_spot(calls):
    offered = Counter(int(call["at"]) for call, _, _ in results(calls))
    second = offered.most_common(1)[0][0]
    there = [(event["tenant"], result) for call, event, result in results(calls) if int(call["at"]) == second]
    tenant = Counter(tenant for tenant, _ in there).most_common(1)[0][0]
    shards = Counter(result.get("ShardId") or shard_in(result) for name, result in there if name == tenant)
    return second, shards.most_common(1)[0][0], tenant
