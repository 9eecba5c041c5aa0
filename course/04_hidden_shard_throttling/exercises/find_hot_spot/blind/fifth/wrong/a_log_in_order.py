# Closes a second when the next one begins; forbidden: "the gateways' log of any stream, in no order".
import re
from collections import Counter
from itertools import groupby


def find_hot_spot(calls):
    worst, answer = 0, None
    for second, group in groupby(calls, key=lambda call: int(call["at"])):
        shards, tenants = Counter(), Counter()
        for call in group:
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
                if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                    shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                    shards[shard_id] += 1
                    tenants[shard_id, event["tenant"]] += 1
        for shard_id, count in shards.items():
            if count > worst:
                here = {tenant: n for (shard, tenant), n in tenants.items() if shard == shard_id}
                worst, answer = count, (second, shard_id, max(here, key=here.get))
    return answer
