# Two passes: statistics.mode of all places, then of the tenants at that place.
import re
from statistics import mode
from typing import NamedTuple


class Refusal(NamedTuple):
    second: int
    shard_id: str
    tenant: str

    @property
    def place(self):
        return self[:2]


def refusals(calls):
    for call in calls:
        for event, result in zip(call["events"], call["answer"]["Records"], strict=True):
            if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
                continue
            shard_id = re.match(r"Rate exceeded for shard (\S+) ", result["ErrorMessage"]).group(1)
            yield Refusal(int(call["at"] // 1), shard_id, event["tenant"])


def find_hot_spot(calls):
    found = list(refusals(calls))
    place = mode(refusal.place for refusal in found)
    return *place, mode(refusal.tenant for refusal in found if refusal.place == place)
