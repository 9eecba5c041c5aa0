# a-minute-is-fine-enough -> 04.2.minute
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
        (int(call["at"]) // 60 * 60, shard_in(result), event["tenant"])
        for call, event, result in results(calls)
        if result.get("ErrorCode") == CODE
    )
    return refused.most_common(1)[0][0]
