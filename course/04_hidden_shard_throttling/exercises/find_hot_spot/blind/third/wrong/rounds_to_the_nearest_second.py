# Rounds the time of a call: what came in the second half of a second is counted in the next one.
import re
from collections import Counter, defaultdict


def find_hot_spot(calls):
    places = defaultdict(Counter)
    for call in calls:
        second = round(call["at"])
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
                shard_id = re.search(r"for shard (\S+) in stream", result["ErrorMessage"]).group(1)
                places[second, shard_id][event["tenant"]] += 1
    place, tenants = max(places.items(), key=lambda item: item[1].total())
    return *place, tenants.most_common(1)[0][0]
