# Rounds the time of a call to the nearest second, so half of each second's calls count for the next one.
from collections import Counter, defaultdict


def find_hot_spot(calls):
    refused = defaultdict(Counter)  # by (second, shard_id)
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = result["ErrorMessage"].partition("shard ")[2].split()[0]
                refused[round(call["at"]), shard_id][event["tenant"]] += 1
    place, tenants = max(refused.items(), key=lambda item: sum(item[1].values()))
    return *place, tenants.most_common(1)[0][0]
