# One generator of triples, then two Counters over them.
import math
from collections import Counter


def throttled(calls):
    for call in calls:
        for index, result in enumerate(call["answer"]["Records"]):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                words = result["ErrorMessage"].split()
                shard_id = words[words.index("shard") + 1]
                yield math.floor(call["at"]), shard_id, call["events"][index]["tenant"]


def find_hot_spot(calls):
    triples = list(throttled(calls))
    place = Counter(triple[:2] for triple in triples).most_common(1)[0][0]
    tenants = Counter(tenant for *where, tenant in triples if tuple(where) == place)
    return (*place, max(tenants, key=tenants.__getitem__))
