# groupby without sorting: a second that comes back in another gateway's calls starts anew.
import re
from collections import Counter
from itertools import groupby


def find_hot_spot(calls):
    best = (0,)
    for second, group in groupby(calls, key=lambda call: int(call["at"])):
        places = {}
        for call in group:
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
                if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                    shard_id = re.search(r"shardId-\d+", result["ErrorMessage"]).group()
                    places.setdefault(shard_id, Counter())[event["tenant"]] += 1
        for shard_id, tenants in places.items():
            if tenants.total() > best[0]:
                best = tenants.total(), second, shard_id, tenants.most_common(1)[0][0]
    return best[1:]
