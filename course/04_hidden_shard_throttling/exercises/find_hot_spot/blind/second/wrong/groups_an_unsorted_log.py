# Groups by second with groupby and no sort: in a log in no order one second becomes many small groups.
import re
from collections import Counter
from itertools import groupby


def find_hot_spot(calls):
    best = (0, None, None, None)
    for second, group in groupby(calls, key=lambda call: int(call["at"])):
        tenants = {}
        for call in group:
            for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
                if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                    shard_id = re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                    tenants.setdefault(shard_id, Counter())[event["tenant"]] += 1
        for shard_id, counts in tenants.items():
            if counts.total() > best[0]:
                best = (counts.total(), second, shard_id, counts.most_common(1)[0][0])
    return best[1:]
