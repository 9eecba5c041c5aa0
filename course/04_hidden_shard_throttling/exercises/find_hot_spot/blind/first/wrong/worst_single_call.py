# Looks for the worst single call: many gateways with a few refusals each add up to more.
import re
from collections import Counter


def find_hot_spot(calls):
    def throttled(call):
        return [
            (re.search(r"shardId-\d+", result["ErrorMessage"]).group(), event["tenant"])
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException"
        ]

    worst = max(calls, key=lambda call: len(throttled(call)))
    shard_id = Counter(where for where, _ in throttled(worst)).most_common(1)[0][0]
    tenant = Counter(who for where, who in throttled(worst) if where == shard_id).most_common(1)[0][0]
    return int(worst["at"]), shard_id, tenant
