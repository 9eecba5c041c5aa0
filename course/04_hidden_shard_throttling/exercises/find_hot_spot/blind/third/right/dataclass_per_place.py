# A dataclass for each place and a dictionary of them, heavy on helpers.
import math
import re
from collections import Counter
from dataclasses import dataclass, field

MESSAGE = re.compile(r"\ARate exceeded for shard (?P<shard>shardId-[0-9]+)\b")


@dataclass(order=True)
class Place:
    total: int = 0
    second: int = field(default=0, compare=False)
    shard_id: str = field(default="", compare=False)
    tenants: dict = field(default_factory=dict, compare=False)

    def add(self, tenant):
        self.total += 1
        self.tenants[tenant] = self.tenants.get(tenant, 0) + 1

    def worst(self):
        return sorted(self.tenants.items(), key=lambda pair: -pair[1])[0][0]


def shard_without_room(result):
    if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
        return None
    return MESSAGE.match(result["ErrorMessage"])["shard"]


def find_hot_spot(calls):
    places = {}
    for call in calls:
        second = math.floor(call["at"])
        for number, result in enumerate(call["answer"]["Records"]):
            shard_id = shard_without_room(result)
            if shard_id is None:
                continue
            place = places.setdefault((second, shard_id), Place(second=second, shard_id=shard_id))
            place.add(call["events"][number]["tenant"])
    hottest = max(places.values())
    return hottest.second, hottest.shard_id, hottest.worst()
