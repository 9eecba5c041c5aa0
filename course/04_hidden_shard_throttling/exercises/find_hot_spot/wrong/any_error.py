# only-throttles-fail -> 04.2.failures
from collections import Counter

CODE = "ProvisionedThroughputExceededException"


def results(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"]):
            yield call, event, result


def shard_in(result):
    return result["ErrorMessage"].split()[4]


def find_hot_spot(calls):
    shard_of = {
        event["tenant"]: result["ShardId"] for _, event, result in results(calls) if "ShardId" in result
    }
    refused = Counter(
        (int(call["at"]), shard_of[event["tenant"]], event["tenant"])
        for call, event, result in results(calls)
        if "ErrorCode" in result
    )
    return refused.most_common(1)[0][0]
