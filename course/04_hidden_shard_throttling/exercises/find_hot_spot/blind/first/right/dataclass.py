# A dataclass for each place, found by the max of its size.
from dataclasses import dataclass, field


@dataclass
class Place:
    second: int
    shard_id: str
    tenants: list = field(default_factory=list)


def find_hot_spot(calls):
    places = {}
    for call in calls:
        for position, event in enumerate(call["events"]):
            result = call["answer"]["Records"][position]
            code, message = result.get("ErrorCode"), result.get("ErrorMessage") or ""
            if code != "ProvisionedThroughputExceededException":
                continue
            shard_id = message.partition("Rate exceeded for shard ")[2].partition(" in stream ")[0]
            key = int(call["at"]), shard_id
            places.setdefault(key, Place(*key)).tenants.append(event["tenant"])
    worst = max(places.values(), key=lambda place: len(place.tenants))
    return worst.second, worst.shard_id, max(set(worst.tenants), key=worst.tenants.count)
