# Style: a dict of Counters, str.partition for the message, math.floor for the second.
import math
from collections import Counter, defaultdict


def shard_of(message):
    _, _, rest = message.partition("for shard ")
    shard_id, _, _ = rest.partition(" in stream")
    return shard_id


def find_hot_spot(calls):
    places = defaultdict(Counter)
    for call in calls:
        for number, result in enumerate(call["answer"]["Records"]):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            place = math.floor(call["at"]), shard_of(result["ErrorMessage"])
            places[place][call["events"][number]["tenant"]] += 1
    place, tenants = max(places.items(), key=lambda item: item[1].total())
    [(tenant, _)] = tenants.most_common(1)
    return place[0], place[1], tenant
