# Style: a small class that keeps a Counter of tenants per place and compares places by their totals.
from collections import Counter, defaultdict


class Places:
    def __init__(self):
        self.tenants = defaultdict(Counter)

    def note(self, at, event, result):
        if result.get("ErrorCode") != "ProvisionedThroughputExceededException":
            return
        before, _, _ = result["ErrorMessage"].partition(" in stream ")
        shard_id = before.rsplit(" ", 1)[1]
        self.tenants[int(at), shard_id][event["tenant"]] += 1

    def hottest(self):
        return max(self.tenants.items(), key=lambda item: item[1].total())


def find_hot_spot(calls):
    places = Places()
    for call in calls:
        for number, result in enumerate(call["answer"]["Records"]):
            places.note(call["at"], call["events"][number], result)
    (second, shard_id), tenants = places.hottest()
    return second, shard_id, tenants.most_common()[0][0]
