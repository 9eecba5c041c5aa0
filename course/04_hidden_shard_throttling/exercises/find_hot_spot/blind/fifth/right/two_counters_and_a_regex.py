# Style: terse comprehensions with an assignment expression and named groups.
import math
import re
from collections import Counter


def find_hot_spot(calls):
    shard = re.compile(r"\ARate exceeded for shard (?P<id>\S+) in stream ")
    seen = Counter(
        ((math.floor(call["at"]), match["id"]), event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if result.get("ErrorCode", "").startswith("ProvisionedThroughput")
        and (match := shard.search(result["ErrorMessage"]))
    )
    places = Counter()
    for (place, _), count in seen.items():
        places[place] += count
    hot = places.most_common(1)[0][0]
    return *hot, max((count, tenant) for (place, tenant), count in seen.items() if place == hot)[1]
