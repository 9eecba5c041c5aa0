# Lists of tenants in a dict by place: the longest list is the place, and its mode is the tenant.
from math import floor
from statistics import mode


def find_hot_spot(calls):
    victims = {}
    for call in calls:
        for index, result in enumerate(call["answer"]["Records"]):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            words = result["ErrorMessage"].split()
            place = floor(call["at"]), words[words.index("shard") + 1]
            victims.setdefault(place, []).append(call["events"][index]["tenant"])
    second, shard_id = max(victims, key=lambda place: len(victims[place]))
    return second, shard_id, mode(victims[second, shard_id])
