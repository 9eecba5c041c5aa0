# biggest-customer-is-hot -> 04.2.other-tenant
from collections import Counter

CODE = "ProvisionedThroughputExceededException"


def results(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"]):
            yield call, event, result


def shard_in(result):
    return result["ErrorMessage"].split()[4]


def find_hot_spot(calls):
    refused = Counter(
        (int(call["at"]), shard_in(result))
        for call, _, result in results(calls)
        if result.get("ErrorCode") == CODE
    )
    second, shard_id = refused.most_common(1)[0][0]
    then = Counter(event["tenant"] for call, event, _ in results(calls) if int(call["at"]) == second)
    return second, shard_id, then.most_common(1)[0][0]
