# Style: a generator of (second, shard, tenant) triples, listed once and counted twice.
import math
from collections import Counter


def _losses(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                words = result["ErrorMessage"].split()
                yield math.floor(call["at"]), words[words.index("shard") + 1], event["tenant"]


def find_hot_spot(calls):
    losses = list(_losses(calls))
    (place, _), *_ = Counter(loss[:2] for loss in losses).most_common(1)
    (tenant, _), *_ = Counter(loss[2] for loss in losses if loss[:2] == place).most_common(1)
    return (*place, tenant)
