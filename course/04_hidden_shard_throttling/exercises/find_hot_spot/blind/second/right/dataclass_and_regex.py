# Style: frozen dataclasses in Counters, a compiled regular expression, floor division.
import re
from collections import Counter
from dataclasses import astuple, dataclass

SHARD = re.compile(r"\bshardId-\d+")


@dataclass(frozen=True)
class Place:
    second: int
    shard_id: str


def find_hot_spot(calls):
    rows = [
        (Place(int(call["at"] // 1), SHARD.search(result["ErrorMessage"]).group()), event["tenant"])
        for call in calls
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True)
        if result.get("ErrorCode", "").startswith("ProvisionedThroughput")
    ]
    worst = Counter(place for place, _ in rows).most_common(1)[0][0]
    tenant = Counter(tenant for place, tenant in rows if place == worst).most_common(1)[0][0]
    return (*astuple(worst), tenant)
