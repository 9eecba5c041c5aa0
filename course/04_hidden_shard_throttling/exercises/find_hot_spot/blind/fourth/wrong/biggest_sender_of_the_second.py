# Names the tenant that sent most in that second, stored or not and in any shard, not the one throttled most.
from collections import Counter


def find_hot_spot(calls):
    refused = Counter()  # by (second, shard_id)
    sent = {}
    for call in calls:
        second = int(call["at"])
        sent.setdefault(second, Counter()).update(event["tenant"] for event in call["events"])
        for result in call["answer"]["Records"]:
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                refused[second, result["ErrorMessage"].split()[4]] += 1
    (second, shard_id), _ = refused.most_common(1)[0]
    return second, shard_id, sent[second].most_common(1)[0][0]
