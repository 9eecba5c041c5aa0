# worst-shard-has-the-worst-second -> 04.2.other-second
from collections import Counter

CODE = "ProvisionedThroughputExceededException"


def results(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"]):
            yield call, event, result


def shard_in(result):
    return result["ErrorMessage"].split()[4]


def find_hot_spot(calls):
    refused = [
        (int(call["at"]), shard_in(result), event["tenant"])
        for call, event, result in results(calls)
        if result.get("ErrorCode") == CODE
    ]
    shard_id = Counter(each[1] for each in refused).most_common(1)[0][0]
    second = Counter(each[0] for each in refused if each[1] == shard_id).most_common(1)[0][0]
    there = [each for each in refused if each[:2] == (second, shard_id)]
    return Counter(there).most_common(1)[0][0]
