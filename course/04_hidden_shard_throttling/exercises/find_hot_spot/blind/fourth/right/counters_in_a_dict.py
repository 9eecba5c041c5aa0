# A Counter of tenants per place; the place is the one whose Counter has the largest total.
from collections import Counter, defaultdict


def throttled(call):
    for index, result in enumerate(call["answer"]["Records"]):
        if result.get("ErrorCode") == "ProvisionedThroughputExceededException":
            shard_id, _, _ = result["ErrorMessage"].removeprefix("Rate exceeded for shard ").partition(" ")
            yield shard_id, call["events"][index]["tenant"]


def find_hot_spot(calls):
    places = defaultdict(Counter)
    for call in calls:
        for shard_id, tenant in throttled(call):
            places[int(call["at"]), shard_id].update([tenant])
    (second, shard_id), tenants = max(places.items(), key=lambda item: item[1].total())
    return second, shard_id, max(tenants, key=tenants.get)
