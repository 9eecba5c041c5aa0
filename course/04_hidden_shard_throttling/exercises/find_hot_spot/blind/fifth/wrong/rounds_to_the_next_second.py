# round() moves half of a second into the next; forbidden: "the second and shard in which most records were".
import re
from collections import Counter


def find_hot_spot(calls):
    throttled, tenants = Counter(), {}
    for call in calls:
        second = round(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                place = second, re.search(r"for shard (\S+)", result["ErrorMessage"])[1]
                throttled[place] += 1
                tenants.setdefault(place, Counter())[event["tenant"]] += 1
    (place, _), *_ = throttled.most_common(1)
    return *place, tenants[place].most_common(1)[0][0]
