# Gives all failed records of a call to the shard of its first throttled one, but there can be several.
import re
from collections import Counter, defaultdict


def find_hot_spot(calls):
    throttled, tenants = Counter(), defaultdict(Counter)
    for call in calls:
        pairs = zip(call["events"], call["answer"]["Records"], strict=True)
        failed = [(event, result) for event, result in pairs if "ErrorCode" in result]
        messages = [result.get("ErrorMessage", "") for _, result in failed]
        shards = re.findall(r"for shard (\S+) in stream", "\n".join(messages))
        if not shards:
            continue
        place = int(call["at"]), shards[0]
        throttled[place] += call["answer"]["FailedRecordCount"]
        tenants[place].update(event["tenant"] for event, _ in failed)
    place = throttled.most_common(1)[0][0]
    return *place, tenants[place].most_common(1)[0][0]
